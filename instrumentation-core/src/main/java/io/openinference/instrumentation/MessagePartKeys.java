// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.MessageAttributes;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;

/** The attribute keys of the optional parts of the message at one index, beside role and text. */
final class MessagePartKeys {

  // The keys of one content part take about 2 kB. These bounds limit the keys that stay for
  // the life of the process to less than 10 MB.
  private static final int MESSAGE_WITH_PARTS_BOUND = 128;
  private static final int PART_BOUND = 8;

  final AttributeKey<String> name;
  final AttributeKey<String> toolCallId;
  final AttributeKey<String> functionCallName;
  final AttributeKey<String> functionCallArguments;
  final IndexedKeys<MessageContentKeys> contents;
  final IndexedKeys<ToolCallKeys> toolCalls;

  MessagePartKeys(ObjectListKey list, int index) {
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
