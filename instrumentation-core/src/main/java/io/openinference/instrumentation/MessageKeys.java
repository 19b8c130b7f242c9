// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;

/** The keys of the message at one index of the input or output messages. */
final class MessageKeys {

  // A message of text takes about 1 kB of keys, a part of contents about 2 kB. These bounds keep
  // what long conversations pin for the life of the process under 10 MB.
  private static final int MESSAGE_BOUND = 1024;
  private static final int MESSAGE_WITH_PARTS_BOUND = 128;
  private static final int PART_BOUND = 8;

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
    int partBound = index < MESSAGE_WITH_PARTS_BOUND ? PART_BOUND : 0;
    contents =
        new IndexedKeys<>(
            list.at(index, MessageAttributes.MESSAGE_CONTENTS), partBound, MessageContentKeys::new);
    toolCalls =
        new IndexedKeys<>(
            list.at(index, MessageAttributes.MESSAGE_TOOL_CALLS), partBound, ToolCallKeys::new);
  }
}
