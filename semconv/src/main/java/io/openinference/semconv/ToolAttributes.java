// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a tool: a tool that runs, or a tool that {@link LlmAttributes#LLM_TOOLS} offers to
 * a model.
 *
 * @since 0.1.0
 */
public final class ToolAttributes {

  /** Description of the tool. */
  public static final AttributeKey<String> TOOL_DESCRIPTION = stringKey("tool.description");

  /**
   * Id of the {@linkplain ToolCallAttributes#TOOL_CALL_ID tool call} that this tool run answers.
   */
  public static final AttributeKey<String> TOOL_ID = stringKey("tool.id");

  /**
   * Whole definition of the tool with type, function and parameters, as the text of a JSON object.
   */
  public static final AttributeKey<String> TOOL_JSON_SCHEMA = stringKey("tool.json_schema");

  /** Name of the tool. */
  public static final AttributeKey<String> TOOL_NAME = stringKey("tool.name");

  /** Arguments of the tool run, as the text of a JSON object. */
  public static final AttributeKey<String> TOOL_PARAMETERS = stringKey("tool.parameters");

  private ToolAttributes() {}
}
