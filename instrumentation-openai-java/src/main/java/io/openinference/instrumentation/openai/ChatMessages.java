// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps messages of chat completions, to the model and from it. */
final class ChatMessages {

  /** Stands at an index that has no message. */
  static final Message EMPTY = Message.builder(null).build();

  /** What a message may have besides role and text. */
  private static final String[] PARTS = {
    "name", "tool_call_id", "tool_calls", "function_call", "reasoning_content", "reasoning", "audio"
  };

  private final WireExchange exchange;
  private final JsonRedactor redactor;

  /**
   * @param exchange the call that the messages belong to
   * @param redactor takes what is to be hidden out of JSON text
   */
  ChatMessages(WireExchange exchange, JsonRedactor redactor) {
    this.exchange = exchange;
    this.redactor = redactor;
  }

  Message toMessage(WireObject message) {
    String role = message.string("role");
    String content = message.string("content");
    // Most messages are text alone, and a conversation has many.
    boolean isTextAlone =
        content != null && ((role != null && message.size() == 2) || hasNoPart(message));
    return isTextAlone ? Message.of(orNull(role), orNull(content)) : withParts(message);
  }

  private static boolean hasNoPart(WireObject message) {
    for (String part : PARTS) {
      if (message.get(part) != null) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private Message withParts(WireObject message) {
    WireObject functionCall = message.object("function_call");
    List<MessageContent> contents = new ArrayList<>();
    Message.Builder builder =
        Message.builder(message.text("role"))
            .content(content(message.get("content"), contents))
            .name(message.text("name"))
            .toolCallId(message.text("tool_call_id"))
            .toolCalls(toolCalls(message))
            .functionCall(functionCall.text("name"), functionCall.text("arguments"));
    addReasoning(message, contents);
    addAudio(message.object("audio"), contents);
    return builder.contents(contents).build();
  }

  private @Nullable String content(@Nullable Object content, List<MessageContent> contents) {
    if (content instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    if (!(content instanceof List<?> parts)) {
      return null;
    }
    if (!parts.stream().allMatch(Map.class::isInstance)) {
      return redactor.json(parts);
    }
    for (Object part : parts) {
      contents.add(ChatContents.of(WireObject.of(part)));
    }
    return null;
  }

  /** Reasoning is not in OpenAI's own chat API, but in that of many who follow it. */
  private static void addReasoning(WireObject message, List<MessageContent> contents) {
    String reasoning = message.text("reasoning_content");
    if (reasoning == null) {
      reasoning = message.text("reasoning");
    }
    if (reasoning != null) {
      contents.add(MessageContent.reasoning(reasoning));
    }
  }

  /** Audio that the model spoke, or in a request the reference to it. */
  private void addAudio(WireObject audio, List<MessageContent> contents) {
    if (audio.isEmpty()) {
      return;
    }
    String data = audio.text("data");
    String format = audioFormat();
    contents.add(
        MessageContent.builder("audio")
            .id(audio.text("id"))
            .audioUrl(data == null ? null : AudioFormats.dataUri(format, data))
            .audioMimeType(data == null ? null : AudioFormats.mimeType(format))
            .audioTranscript(audio.text("transcript"))
            .build());
  }

  private String audioFormat() {
    String format = exchange.request().object("audio").text("format");
    return format == null ? "wav" : format;
  }

  private static List<ToolCall> toolCalls(WireObject message) {
    List<WireObject> objects = message.objects("tool_calls");
    if (objects.isEmpty()) {
      return List.of();
    }
    List<ToolCall> toolCalls = new ArrayList<>(objects.size());
    for (WireObject toolCall : objects) {
      toolCalls.add(toolCall(toolCall));
    }
    return toolCalls;
  }

  private static ToolCall toolCall(WireObject toolCall) {
    ToolCall.Builder builder = ToolCall.builder().id(toolCall.string("id"));
    WireObject custom = toolCall.object("custom");
    if (!custom.isEmpty()) {
      return builder
          .functionName(custom.text("name"))
          .functionArguments(CustomTools.arguments(custom))
          .build();
    }
    WireObject function = toolCall.object("function");
    return builder
        .functionName(function.text("name"))
        .functionArguments(function.text("arguments"))
        .build();
  }
}
