// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MediaContents;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes messages of the steps of an interaction. Steps of one role in a row are one message. */
final class InteractionSteps {

  private static final String MODEL = "model";

  private final String defaultRole;
  private final JsonRedactor redactor;
  private final List<Message> messages = new ArrayList<>();
  private final List<MessageContent> contents = new ArrayList<>();
  private final List<ToolCall> toolCalls = new ArrayList<>();
  private String role;

  /**
   * @param defaultRole whose contents are that stand outside of steps
   * @param redactor takes what is to be hidden out of steps that are recorded as JSON
   */
  InteractionSteps(String defaultRole, JsonRedactor redactor) {
    this.defaultRole = defaultRole;
    this.redactor = redactor;
    this.role = defaultRole;
  }

  void addMessage(Message message) {
    flush();
    messages.add(message);
  }

  /** Adds a step of an answer, which may repeat the input. */
  void addAnswer(@Nullable Object step) {
    if (!"user_input".equals(WireObject.of(step).string("type"))) {
      add(step);
    }
  }

  /** Adds a text, a content, a step, or a turn with a role. */
  void add(@Nullable Object value) {
    if (value instanceof String text) {
      begin(defaultRole);
      contents.add(MessageContent.text(text));
      return;
    }
    WireObject step = WireObject.of(value);
    String type = step.string("type");
    switch (type == null ? "" : type) {
      case "user_input" -> addContents("user", step.get("content"));
      case "model_output" -> addContents(MODEL, step.get("content"));
      case "thought" -> addThought(step);
      case "function_call" -> addCall(step);
      case "function_result" -> addMessage(result(step));
      case "text", "image", "audio", "video", "document" -> {
        begin(defaultRole);
        contents.add(content(step));
      }
      case "" -> addTurn(step);
      default -> {
        begin(MODEL);
        contents.add(json(type, step));
      }
    }
  }

  private void addTurn(WireObject turn) {
    String of = turn.text("role");
    addContents(of == null ? defaultRole : of, turn.get("content"));
  }

  private void addContents(String of, @Nullable Object content) {
    begin(of);
    if (content instanceof List<?> list) {
      list.forEach(part -> contents.add(content(WireObject.of(part))));
    } else if (content instanceof String text) {
      contents.add(MessageContent.text(text));
    } else if (content != null) {
      contents.add(content(WireObject.of(content)));
    }
  }

  private void addThought(WireObject step) {
    begin(MODEL);
    String summary = step.joined("summary", "text");
    contents.add(
        MessageContent.builder("reasoning")
            .text(summary.isEmpty() ? null : summary)
            .signature(step.text("signature"))
            .build());
    for (WireObject part : step.objects("summary")) {
      if (part.string("text") == null) {
        contents.add(content(part));
      }
    }
  }

  private void addCall(WireObject step) {
    begin(MODEL);
    Object arguments = step.get("arguments");
    String json = null;
    if (arguments instanceof String partial) {
      json = partial; // The stream ended before the arguments were whole.
    } else if (arguments != null) {
      json = WireJson.toJson(arguments);
    }
    ToolCall call =
        ToolCall.builder()
            .id(step.text("id"))
            .functionName(step.text("name"))
            .functionArguments(json)
            .reasoningSignature(step.text("signature"))
            .build();
    toolCalls.add(call);
    contents.add(MessageContent.toolUse(call));
  }

  private Message result(WireObject step) {
    Message.Builder message =
        Message.builder("tool").name(step.text("name")).toolCallId(step.text("call_id"));
    Object result = step.get("result");
    if (result instanceof List<?> list && !list.isEmpty()) {
      List<MessageContent> parts = new ArrayList<>(list.size());
      list.forEach(part -> parts.add(content(WireObject.of(part))));
      return message.contents(parts).build();
    }
    return message
        .content(
            result instanceof String || result == null ? (String) result : redactor.json(result))
        .build();
  }

  private MessageContent content(WireObject content) {
    String type = content.string("type");
    String text = content.string("text");
    if (text != null) {
      return MessageContent.text(text);
    }
    String mimeType = content.text("mime_type");
    String data = MediaContents.dataUri(content, mimeType, "data");
    String url = data == null ? content.text("uri") : data;
    // Some contents name only their type.
    String known = mimeType == null && type != null ? type + "/" : mimeType;
    return url == null ? json(type, content) : MediaContents.of(known, url);
  }

  private MessageContent json(@Nullable String type, WireObject step) {
    return MessageContent.builder(type).text(redactor.json(step)).build();
  }

  private void begin(String of) {
    if (!role.equals(of)) {
      flush();
      role = of;
    }
  }

  private void flush() {
    if (contents.isEmpty()) {
      return;
    }
    MessageContent only = contents.size() == 1 ? contents.get(0) : null;
    Message.Builder message = Message.builder(role);
    if (only != null && "text".equals(only.type())) {
      message.content(only.text());
    } else {
      message.contents(List.copyOf(contents)).toolCalls(List.copyOf(toolCalls));
    }
    messages.add(message.build());
    contents.clear();
    toolCalls.clear();
  }

  List<Message> toMessages() {
    flush();
    return messages;
  }
}
