// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one chat message.
 *
 * @since 0.1.0
 */
public final class MessageAttributes {

  /** Text of a message that has only text; other messages use {@link #MESSAGE_CONTENTS}. */
  public static final AttributeKey<String> MESSAGE_CONTENT = stringKey("message.content");

  /**
   * Content items of a message that has several items or whose order matters. Parts: {@link
   * MessageContentAttributes} and, for {@code tool_use} items, {@link ToolCallAttributes}, as in
   * {@code message.contents.0.message_content.type}.
   */
  public static final ObjectListKey MESSAGE_CONTENTS = new ObjectListKey("message.contents");

  /** Arguments of the deprecated single function call, as the text of a JSON object. */
  public static final AttributeKey<String> MESSAGE_FUNCTION_CALL_ARGUMENTS_JSON =
      stringKey("message.function_call_arguments_json");

  /** Function name of the deprecated single function call. */
  public static final AttributeKey<String> MESSAGE_FUNCTION_CALL_NAME =
      stringKey("message.function_call_name");

  /**
   * Name of the function or tool that produced a message of role {@code tool} or {@code function}.
   */
  public static final AttributeKey<String> MESSAGE_NAME = stringKey("message.name");

  /**
   * Role of the message, such as {@code system}, {@code user}, {@code assistant} or {@code tool}.
   */
  public static final AttributeKey<String> MESSAGE_ROLE = stringKey("message.role");

  /** In a tool result, the {@link ToolCallAttributes#TOOL_CALL_ID} of the answered tool call. */
  public static final AttributeKey<String> MESSAGE_TOOL_CALL_ID = stringKey("message.tool_call_id");

  /**
   * Tool calls that the model asked for. Parts: {@link ToolCallAttributes}, as in {@code
   * message.tool_calls.0.tool_call.id}.
   */
  public static final ObjectListKey MESSAGE_TOOL_CALLS = new ObjectListKey("message.tool_calls");

  private MessageAttributes() {}
}
