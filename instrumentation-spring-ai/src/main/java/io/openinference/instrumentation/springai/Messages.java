// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;

/** Maps Spring AI's messages to OpenInference messages. */
final class Messages {

  static List<Message> map(List<? extends org.springframework.ai.chat.messages.Message> messages) {
    List<Message> mapped = new ArrayList<>(messages.size());
    for (org.springframework.ai.chat.messages.Message message : messages) {
      if (message instanceof ToolResponseMessage tools) {
        tools.getResponses().forEach(response -> mapped.add(tool(response)));
      } else if (message instanceof AssistantMessage assistant) {
        mapped.add(assistant(assistant));
      } else {
        mapped.add(withMedia(message));
      }
    }
    return mapped;
  }

  private static Message tool(ToolResponseMessage.ToolResponse response) {
    return Message.builder("tool")
        .toolCallId(response.id())
        .name(response.name())
        .content(response.responseData())
        .build();
  }

  private static Message withMedia(org.springframework.ai.chat.messages.Message message) {
    Message.Builder builder = Message.builder(role(message));
    List<Media> media = media(message);
    if (media.isEmpty()) {
      return builder.content(message.getText()).build();
    }
    List<MessageContent> contents = new ArrayList<>();
    if (OptionalTexts.orNull(message.getText()) != null) {
      contents.add(MessageContent.text(message.getText()));
    }
    media.forEach(part -> contents.add(MediaParts.map(part)));
    return builder.contents(contents).build();
  }

  private static Message assistant(AssistantMessage message) {
    Message.Builder builder = Message.builder("assistant").toolCalls(toolCalls(message));
    List<MessageContent> reasoning = Reasoning.of(message);
    if (reasoning.isEmpty() && message.getMedia().isEmpty()) {
      boolean isEmpty = message.hasToolCalls() && OptionalTexts.orNull(message.getText()) == null;
      return builder.content(isEmpty ? null : message.getText()).build();
    }
    List<MessageContent> contents = new ArrayList<>(reasoning);
    if (OptionalTexts.orNull(message.getText()) != null && !Reasoning.isWhole(message)) {
      contents.add(MessageContent.text(message.getText()));
    }
    message.getMedia().forEach(part -> contents.add(MediaParts.map(part)));
    return builder.contents(contents).build();
  }

  private static List<ToolCall> toolCalls(AssistantMessage message) {
    return message.getToolCalls().stream()
        .map(call -> ToolCall.of(OptionalTexts.orNull(call.id()), call.name(), call.arguments()))
        .toList();
  }

  static String role(org.springframework.ai.chat.messages.Message message) {
    return message.getMessageType().getValue().toLowerCase(Locale.ROOT);
  }

  static List<Media> media(org.springframework.ai.chat.messages.Message message) {
    return message instanceof MediaContent content && content.getMedia() != null
        ? List.copyOf(content.getMedia())
        : List.of();
  }

  /** Tells whether a message has text and nothing else. */
  static boolean isText(AssistantMessage message) {
    return !message.hasToolCalls() && message.getMedia().isEmpty();
  }

  /** Returns the last message that asks for tools, or null. */
  static @Nullable AssistantMessage lastWithToolCalls(
      List<? extends org.springframework.ai.chat.messages.Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof AssistantMessage message && message.hasToolCalls()) {
        return message;
      }
    }
    return null;
  }

  /** Returns the message that the results of tools at the end of a prompt answer, or null. */
  static @Nullable AssistantMessage answeredByTools(
      List<? extends org.springframework.ai.chat.messages.Message> messages) {
    int last = messages.size() - 1;
    return last > 0
            && messages.get(last) instanceof ToolResponseMessage
            && messages.get(last - 1) instanceof AssistantMessage message
        ? message
        : null;
  }

  private Messages() {}
}
