// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** The attribute keys of the message at one index of the input or output messages. */
final class MessageKeys {

  // The keys of a text message take about 300 bytes, those of a message with parts at least 1
  // kB.
  private static final int MESSAGE_BOUND = 1024;
  private static final int SOFT_MESSAGE_BOUND = 16 * MESSAGE_BOUND;

  static final IndexedKeys<MessageKeys> INPUT = ofList(LlmAttributes.LLM_INPUT_MESSAGES);
  static final IndexedKeys<MessageKeys> OUTPUT = ofList(LlmAttributes.LLM_OUTPUT_MESSAGES);

  final AttributeKey<String> role;
  final AttributeKey<String> content;

  private final ObjectListKey list;
  private final int index;
  private @Nullable MessagePartKeys parts;

  private static IndexedKeys<MessageKeys> ofList(ObjectListKey list) {
    return new IndexedKeys<>(list, MESSAGE_BOUND, SOFT_MESSAGE_BOUND, MessageKeys::new);
  }

  private MessageKeys(ObjectListKey list, int index) {
    this.list = list;
    this.index = index;
    role = list.at(index, MessageAttributes.MESSAGE_ROLE);
    content = list.at(index, MessageAttributes.MESSAGE_CONTENT);
  }

  /**
   * Created on first use, because most messages have only text; a race creates equal keys twice.
   */
  MessagePartKeys parts() {
    MessagePartKeys keys = parts;
    if (keys == null) {
      keys = new MessagePartKeys(list, index);
      parts = keys;
    }
    return keys;
  }
}
