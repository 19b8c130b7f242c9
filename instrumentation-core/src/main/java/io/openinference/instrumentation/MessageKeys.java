// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;

/** The keys of the message at one index of the input or output messages. */
final class MessageKeys {

  private static final int MESSAGE_BOUND = 1024;
  private static final int PART_BOUND = 32;

  static final IndexedKeys<MessageKeys> INPUT =
      new IndexedKeys<>(LlmAttributes.LLM_INPUT_MESSAGES, MESSAGE_BOUND, MessageKeys::new);
  static final IndexedKeys<MessageKeys> OUTPUT =
      new IndexedKeys<>(LlmAttributes.LLM_OUTPUT_MESSAGES, MESSAGE_BOUND, MessageKeys::new);

  final AttributeKey<String> role;
  final AttributeKey<String> content;
  final AttributeKey<String> name;
  final AttributeKey<String> toolCallId;
  final AttributeKey<String> functionCallName;
  final AttributeKey<String> functionCallArguments;
  final IndexedKeys<MessageContentKeys> contents;
  final IndexedKeys<ToolCallKeys> toolCalls;

  private MessageKeys(ObjectListKey list, int index) {
    role = list.at(index, MessageAttributes.MESSAGE_ROLE);
    content = list.at(index, MessageAttributes.MESSAGE_CONTENT);
    name = list.at(index, MessageAttributes.MESSAGE_NAME);
    toolCallId = list.at(index, MessageAttributes.MESSAGE_TOOL_CALL_ID);
    functionCallName = list.at(index, MessageAttributes.MESSAGE_FUNCTION_CALL_NAME);
    functionCallArguments = list.at(index, MessageAttributes.MESSAGE_FUNCTION_CALL_ARGUMENTS_JSON);
    contents =
        new IndexedKeys<>(
            list.at(index, MessageAttributes.MESSAGE_CONTENTS),
            PART_BOUND,
            MessageContentKeys::new);
    toolCalls =
        new IndexedKeys<>(
            list.at(index, MessageAttributes.MESSAGE_TOOL_CALLS), PART_BOUND, ToolCallKeys::new);
  }
}
