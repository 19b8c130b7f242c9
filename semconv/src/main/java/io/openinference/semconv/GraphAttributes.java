// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a node of an execution graph.
 *
 * @since 0.1.0
 */
public final class GraphAttributes {

  /** Id of the node that the span runs, unique within the execution graph. */
  public static final AttributeKey<String> GRAPH_NODE_ID = stringKey("graph.node.id");

  /** Display name of the node. */
  public static final AttributeKey<String> GRAPH_NODE_NAME = stringKey("graph.node.name");

  /** Id of the previous node; absent or empty for the root node. */
  public static final AttributeKey<String> GRAPH_NODE_PARENT_ID = stringKey("graph.node.parent_id");

  private GraphAttributes() {}
}
