// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps messages in the form of Converse. */
final class Messages {

  private final JsonRedactor redactor;
  private final List<Message> messages = new ArrayList<>();

  private Messages(JsonRedactor redactor) {
    this.redactor = redactor;
  }

  /**
   * Maps messages.
   *
   * @param wire objects of {@code role} and {@code content}, which is a list of blocks
   * @param redactor takes what is to be hidden out of blocks that are recorded as JSON
   */
  static List<Message> of(List<?> wire, JsonRedactor redactor) {
    Messages mapped = new Messages(redactor);
    for (Object message : wire) {
      WireObject object = WireObject.of(message);
      mapped.add(object.text("role"), object.get("content"));
    }
    return mapped.messages;
  }

  private void add(@Nullable String role, @Nullable Object content) {
    if (!(content instanceof List<?> blocks)) {
      messages.add(Message.of(role, content instanceof String text ? text : null));
      return;
    }
    // Results of tools come in the user's message. Each is a message of its own, before the rest.
    List<WireObject> rest = new ArrayList<>();
    for (Object block : blocks) {
      WireObject object = WireObject.of(block);
      WireObject toolResult = object.object("toolResult");
      if (!toolResult.isEmpty()) {
        addToolResult(toolResult);
      } else if (!object.isEmpty() && object.get("cachePoint") == null) {
        rest.add(object);
      }
    }
    if (!rest.isEmpty() || blocks.isEmpty()) {
      messages.add(message(Message.builder(role), rest));
    }
  }

  private void addToolResult(WireObject result) {
    Message.Builder message = Message.builder("tool").toolCallId(result.text("toolUseId"));
    messages.add(message(message, result.objects("content")));
  }

  private Message message(Message.Builder message, List<WireObject> blocks) {
    MessageParts parts = new MessageParts();
    for (WireObject block : blocks) {
      WireObject toolUse = block.object("toolUse");
      String text = toolUse.isEmpty() ? text(block) : null;
      if (text != null) {
        parts.addText(text);
      } else if (toolUse.isEmpty()) {
        parts.add(content(block));
      } else {
        parts.addCall(toolCall(toolUse));
      }
    }
    return parts.toMessage(message);
  }

  /** Returns the text of a block that is nothing else. */
  private @Nullable String text(WireObject block) {
    if (block.get("json") != null) {
      return redactor.jsonOf(block, "json");
    }
    WireObject cited = block.object("citationsContent");
    if (!cited.isEmpty()) {
      return cited.joined("content", "text");
    }
    String guarded = block.object("guardContent").object("text").string("text");
    return guarded == null ? block.string("text") : guarded;
  }

  private static ToolCall toolCall(WireObject toolUse) {
    Object input = toolUse.get("input");
    // A string is the beginning of arguments whose stream has ended early.
    String arguments = input instanceof String partial ? partial : null;
    if (input != null && arguments == null) {
      arguments = WireJson.toJson(input);
    }
    return ToolCall.of(toolUse.text("toolUseId"), toolUse.text("name"), arguments);
  }

  private MessageContent content(WireObject block) {
    WireObject reasoning = block.object("reasoningContent");
    if (!reasoning.isEmpty()) {
      return reasoning(reasoning);
    }
    for (String kind : new String[] {"image", "document", "video", "audio"}) {
      MessageContent media = media(kind, block);
      if (media != null) {
        return media;
      }
    }
    // The parts that OpenInference has no attributes for keep their JSON.
    String type = String.valueOf(block.fields().keySet().iterator().next());
    return MessageContent.builder(type).text(redactor.json(block)).build();
  }

  private static @Nullable MessageContent media(String kind, WireObject block) {
    WireObject plain = block.object(kind);
    WireObject media = plain.isEmpty() ? block.object("guardContent").object(kind) : plain;
    return media.isEmpty() ? null : Media.content(kind, media);
  }

  private static MessageContent reasoning(WireObject reasoning) {
    WireObject text = reasoning.object("reasoningText");
    return MessageContent.builder("reasoning")
        .text(text.string("text"))
        .signature(text.text("signature"))
        .data(reasoning.text("redactedContent"))
        .build();
  }
}
