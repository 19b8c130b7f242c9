// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects reasoning from a whole answer or from the pieces of a stream, under any of its names.
 */
final class WireReasoning {

  /** The key of the single part of a message in OpenAI's format. */
  private static final Object WHOLE = "message";

  private final Map<Object, Part> parts = new LinkedHashMap<>();

  /** Adds a message in OpenAI's format, or a piece of one. */
  void addMessage(WireObject message) {
    String text = text(message.first("reasoning_content", "reasoning"));
    if (text.isEmpty()) {
      text = details(message);
    }
    if (!text.isEmpty()) {
      whole().text.append(text);
    }
    for (WireObject detail : message.objects("reasoning_details")) {
      whole().sign(detail);
    }
    for (WireObject block : message.objects("content")) {
      // A block of the next piece continues this block.
      addBlock(block, WHOLE);
    }
  }

  private static String details(WireObject message) {
    StringBuilder text = new StringBuilder();
    for (WireObject detail : message.objects("reasoning_details")) {
      text.append(text(detail.first("text", "summary")));
    }
    return text.toString();
  }

  /**
   * Adds the whole body of an answer of Anthropic's API, in which each block is a separate part.
   */
  void addBody(WireObject body) {
    for (WireObject block : body.objects("content")) {
      addBlock(block, new Object());
    }
  }

  /** Adds an event of a stream of Anthropic's API. */
  void addEvent(WireObject event) {
    Long index = event.number("index");
    if (index == null) {
      return;
    }
    addBlock(event.object("content_block"), index);
    Part part = parts.get(index);
    if (part != null) {
      WireObject delta = event.object("delta");
      part.text.append(text(delta.get("thinking")));
      part.sign(delta);
    }
  }

  private void addBlock(WireObject block, Object key) {
    String type = Objects.toString(block.string("type"), "");
    if (type.endsWith("thinking") || type.equals("reasoning")) {
      Part part = parts.computeIfAbsent(key, unused -> new Part());
      part.text.append(text(block.first("thinking", "text", "summary")));
      part.sign(block);
    }
  }

  private Part whole() {
    return parts.computeIfAbsent(WHOLE, unused -> new Part());
  }

  /** Returns a text, or the texts of a list of parts, joined to one. */
  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    StringBuilder text = new StringBuilder();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        Object part = element instanceof String ? element : WireObject.of(element).get("text");
        text.append(part instanceof String ? part : "");
      }
    }
    return text.toString();
  }

  /** Returns the parts in the order in which they began. */
  List<MessageContent> contents() {
    List<MessageContent> contents = new ArrayList<>();
    for (Part part : parts.values()) {
      if (!part.isEmpty()) {
        contents.add(part.toContent());
      }
    }
    return contents;
  }

  /** A part of the reasoning. */
  private static final class Part {

    private final StringBuilder text = new StringBuilder();
    private @Nullable String signature;
    private @Nullable String data;

    private void sign(WireObject object) {
      String newSignature = object.text("signature");
      signature = newSignature == null ? signature : newSignature;
      String newData = object.text("data");
      data = newData == null ? data : newData;
    }

    private boolean isEmpty() {
      return text.isEmpty() && signature == null && data == null;
    }

    private MessageContent toContent() {
      String shown = text.isEmpty() ? null : text.toString();
      return MessageContent.builder("reasoning")
          .text(shown)
          .signature(signature)
          .data(data)
          .build();
    }
  }
}
