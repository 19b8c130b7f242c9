// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one tool call that a model asked for.
 *
 * @since 0.1.0
 */
public final class ToolCallAttributes {

  /**
   * Arguments that the model chose, as the text of a JSON object; the model may return invalid
   * JSON.
   */
  public static final AttributeKey<String> TOOL_CALL_FUNCTION_ARGUMENTS =
      stringKey("tool_call.function.arguments");

  /** Name of the function to call. */
  public static final AttributeKey<String> TOOL_CALL_FUNCTION_NAME =
      stringKey("tool_call.function.name");

  /** Id of the call, which distinguishes the calls of one message; the tool's result repeats it. */
  public static final AttributeKey<String> TOOL_CALL_ID = stringKey("tool_call.id");

  /**
   * Opaque signature of the reasoning behind the call (Gemini {@code thoughtSignature}), unchanged.
   */
  public static final AttributeKey<String> TOOL_CALL_REASONING_SIGNATURE =
      stringKey("tool_call.reasoning_signature");

  private ToolCallAttributes() {}
}
