// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.GraphAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span's place in the graph of an agent's execution.
 *
 * <p>Follows {@code graph.node.*} of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class GraphNode {

  private final @Nullable String id;
  private final @Nullable String name;
  private final @Nullable String parentId;

  private GraphNode(@Nullable String id, @Nullable String name, @Nullable String parentId) {
    this.id = id;
    this.name = name;
    this.parentId = parentId;
  }

  /**
   * Returns a node; null values are not recorded.
   *
   * @param id the node's identifier
   * @param name the display name
   * @param parentId the identifier of the previous node, or null for the root of the graph
   */
  public static GraphNode of(
      @Nullable String id, @Nullable String name, @Nullable String parentId) {
    return new GraphNode(id, name, parentId);
  }

  /** Returns the node's identifier, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the display name, or null. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the identifier of the previous node, or null for the root of the graph. */
  public @Nullable String parentId() {
    return parentId;
  }

  void writeTo(AttributeSink sink) {
    sink.set(GraphAttributes.GRAPH_NODE_ID, id);
    sink.set(GraphAttributes.GRAPH_NODE_NAME, name);
    sink.set(GraphAttributes.GRAPH_NODE_PARENT_ID, parentId);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GraphNode that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(id, name, parentId);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("GraphNode")
        .with("id", id)
        .with("name", name)
        .with("parentId", parentId)
        .toString();
  }
}
