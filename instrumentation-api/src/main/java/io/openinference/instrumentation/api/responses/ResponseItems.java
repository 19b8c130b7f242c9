// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.chat.ChatToolCalls;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps the items of the Responses API to one message each. Items to the model and from the model
 * have the same format.
 *
 * @since 0.1.0
 */
public final class ResponseItems {

  /**
   * Maps items to the model.
   *
   * @param redactor removes hidden content from items that are recorded as JSON
   */
  public static List<Message> toMessages(List<?> items, JsonRedactor redactor) {
    return toMessages(items, null, redactor);
  }

  /**
   * Maps the items of a response.
   *
   * @param redactor removes hidden content from items that are recorded as JSON
   */
  public static List<Message> answers(WireObject response, JsonRedactor redactor) {
    return toMessages(output(response), "assistant", redactor);
  }

  /** Some servers send one item without a list around it, or the text alone. */
  private static List<?> output(WireObject response) {
    Object output = response.get("output");
    if (Hollow.isHollow(output)) {
      output = response.get("output_text");
    }
    if (output instanceof List<?> items) {
      return items;
    }
    return output instanceof Map || output instanceof String ? List.of(output) : List.of();
  }

  private static List<Message> toMessages(
      List<?> items, @Nullable String defaultRole, JsonRedactor redactor) {
    List<Message> messages = new ArrayList<>(items.size());
    for (Object item : items) {
      messages.add(
          item instanceof String text
              ? Message.of(defaultRole == null ? "user" : defaultRole, text)
              : toMessage(WireObject.of(item), defaultRole, redactor));
    }
    return messages;
  }

  private static Message toMessage(
      WireObject item, @Nullable String defaultRole, JsonRedactor redactor) {
    String type = type(item);
    return switch (type) {
      case "message" -> message(item, defaultRole);
      case "reasoning" -> reasoning(item);
      case "thinking", "redacted_thinking" -> ofContent("assistant", Reasonings.ofPart(item));
      case "output_text" ->
          Message.builder("assistant").contents(ResponseContents.of(item.fields())).build();
      case "compaction" -> compaction(item);
      case "item_reference" ->
          ofContent(null, MessageContent.builder(type).id(item.string("id")).build());
      default -> toolOrUnknown(type, item, redactor);
    };
  }

  private static Message toolOrUnknown(String type, WireObject item, JsonRedactor redactor) {
    if (ResponseToolCalls.isToolCall(type)) {
      return ResponseToolCalls.toMessage(type, item, redactor);
    }
    return ResponseToolOutputs.isToolOutput(type)
        ? ResponseToolOutputs.toMessage(type, item, redactor)
        : unknown(item, redactor);
  }

  /** The type of a message may be missing. */
  private static String type(WireObject item) {
    String type = item.string("type");
    if (type != null) {
      return type;
    }
    return item.string("role") == null ? "" : "message";
  }

  private static Message message(WireObject item, @Nullable String defaultRole) {
    String role = item.text("role");
    Message.Builder message =
        Message.builder(role == null ? defaultRole : role).toolCalls(ChatToolCalls.of(item));
    String content = item.string("content");
    String text = content == null ? item.scalar("content") : content;
    List<MessageContent> contents = new ArrayList<>(Reasonings.ofFields(item));
    if (text == null && item.get("content") == null) {
      text = Reasonings.text(item.get("text"));
    }
    if (contents.isEmpty() && text != null) {
      return message.content(text).build();
    }
    if (text == null) {
      contents.addAll(ResponseContents.of(item.get("content")));
    } else {
      contents.add(MessageContent.text(text));
    }
    return message.contents(contents).build();
  }

  /** OpenAI sends a summary. Other servers send the reasoning itself, some of them both. */
  private static Message reasoning(WireObject item) {
    String summary = text(item, "summary");
    String content = text(item, "content");
    String whole = content == null ? Reasonings.text(item.first("text", "reasoning")) : content;
    List<MessageContent> contents = new ArrayList<>();
    contents.add(
        MessageContent.builder("reasoning")
            .id(item.string("id"))
            .text(summary == null ? whole : summary)
            .signature(Reasonings.ofPart(item).signature())
            .encryptedContent(item.string("encrypted_content"))
            .build());
    if (summary != null && whole != null && !summary.equals(whole)) {
      contents.add(MessageContent.builder("reasoning").text(whole).build());
    }
    return Message.builder("assistant").contents(contents).build();
  }

  private static @Nullable String text(WireObject item, String name) {
    String joined = ResponseContents.join(item.objects(name));
    return joined == null ? Reasonings.text(item.get(name)) : joined;
  }

  private static Message compaction(WireObject item) {
    return ofContent(
        "assistant",
        MessageContent.builder("compaction")
            .id(item.string("id"))
            .encryptedContent(item.string("encrypted_content"))
            .build());
  }

  private static Message unknown(WireObject item, JsonRedactor redactor) {
    if (item.isEmpty()) {
      return Message.builder(null).build();
    }
    String role = item.string("role");
    return Message.of(role == null ? "assistant" : role, redactor.json(item));
  }

  private static Message ofContent(@Nullable String role, MessageContent content) {
    return Message.builder(role).contents(List.of(content)).build();
  }

  private ResponseItems() {}
}
