// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.MarkedThoughts.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the thoughts out of the texts of a model's messages, where the model's family is known to
 * mark them with tags.
 *
 * <pre>{@code
 * span.outputMessages(ThoughtfulMessages.of(messages, "openai.gpt-oss-20b-1:0", null));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ThoughtfulMessages {

  /**
   * Returns messages with their thoughts as parts of type {@code reasoning}.
   *
   * @param messages the messages of a request or an answer; those of other roles than the assistant
   *     stay as they are
   * @param answering the model that the answer names, or null
   * @param requested the model that the request names, or null
   */
  public static List<Message> of(
      List<Message> messages, @Nullable String answering, @Nullable String requested) {
    Tag ofAnswering = MarkedThoughts.tagOf(answering);
    Tag tag = ofAnswering == null ? MarkedThoughts.tagOf(requested) : ofAnswering;
    if (tag == null) {
      return messages; // Nearly all models.
    }
    List<Message> read = new ArrayList<>(messages.size());
    for (Message message : messages) {
      read.add("assistant".equals(message.role()) ? split(message, tag) : message);
    }
    return read;
  }

  private static Message split(Message message, Tag tag) {
    boolean isText = message.content() != null;
    MessageContent first =
        isText
            ? MessageContent.text(message.content())
            : message.contents().isEmpty() ? null : message.contents().get(0);
    String text = first == null || !"text".equals(first.type()) ? null : first.text();
    if (first == null || text == null) {
      return message;
    }
    MarkedThoughts marked = MarkedThoughts.ofModel(text, tag);
    if (text.equals(marked.answer())) {
      return message;
    }
    List<MessageContent> contents = new ArrayList<>();
    marked.addTo(contents);
    if (contents.isEmpty() && isText) {
      return builder(message).content(marked.answer()).contents(message.contents()).build();
    }
    if (marked.answer() != null || first.signature() != null) {
      contents.add(
          MessageContent.builder("text")
              .id(first.id())
              .text(marked.answer())
              .signature(first.signature())
              .build());
    }
    contents.addAll(isText ? message.contents() : rest(message.contents()));
    return builder(message).contents(contents).build();
  }

  private static List<MessageContent> rest(List<MessageContent> contents) {
    return contents.subList(1, contents.size());
  }

  /** Returns a builder with all of a message but its text and parts. */
  private static Message.Builder builder(Message message) {
    return Message.builder(message.role())
        .name(message.name())
        .toolCallId(message.toolCallId())
        .toolCalls(message.toolCalls())
        .functionCall(message.functionCallName(), message.functionCallArguments());
  }

  private ThoughtfulMessages() {}
}
