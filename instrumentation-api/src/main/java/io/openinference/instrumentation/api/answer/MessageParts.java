// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a message in their order, for APIs whose messages have tool calls among
 * their parts. A text that is the only part is the text of the message.
 *
 * @since 0.1.0
 */
public final class MessageParts {

  private final List<MessageContent> contents = new ArrayList<>();
  private final List<ToolCall> toolCalls = new ArrayList<>();
  private @Nullable String firstText;

  /** Creates a message without parts. */
  public MessageParts() {}

  /** Adds a text. */
  public void addText(String text) {
    firstText = contents.isEmpty() ? text : null;
    contents.add(MessageContent.text(text));
  }

  /** Adds any other part. */
  public void add(MessageContent content) {
    firstText = null;
    contents.add(content);
  }

  /** Adds a tool call. */
  public void addCall(ToolCall call) {
    toolCalls.add(call);
    add(MessageContent.toolUse(call));
  }

  /** Tells whether no part was added. */
  public boolean isEmpty() {
    return contents.isEmpty();
  }

  /** Returns the message with these parts. */
  public Message toMessage(Message.Builder message) {
    return firstText == null
        ? message.contents(contents).toolCalls(toolCalls).build()
        : message.content(firstText).build();
  }
}
