// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of the node of an execution graph.
 *
 * @since 0.1.0
 */
public final class GraphAttributes {

  /** Id of the node that the span runs, unique in the execution graph. */
  public static final AttributeKey<String> GRAPH_NODE_ID = stringKey("graph.node.id");

  /** Name of the node to show to people. */
  public static final AttributeKey<String> GRAPH_NODE_NAME = stringKey("graph.node.name");

  /** Id of the node that leads to this one; absent or empty for the root node. */
  public static final AttributeKey<String> GRAPH_NODE_PARENT_ID = stringKey("graph.node.parent_id");

  private GraphAttributes() {}
}
