// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps reasoning. OpenAI's chat API has no reasoning, but many servers that follow it do.
 *
 * <p>Servers send reasoning as a string ({@code reasoning_content}, {@code reasoning}), as a list
 * with signatures ({@code reasoning_details}, {@code thinking_blocks}), or as both. The same text
 * is recorded once, with its signature if there is one.
 *
 * @since 0.1.0
 */
public final class Reasonings {

  private static final String TYPE = "reasoning";

  private static final MessageContent EMPTY = MessageContent.builder(null).build();

  /** The fields that hold reasoning as text. */
  private static final List<String> TEXTS =
      List.of(
          "reasoning_content",
          "reasoning",
          "thinking",
          "reasoning_text",
          "reasoning_summary",
          "thinking_content",
          "thinking_text",
          "reasoning_trace",
          "chain_of_thought",
          "analysis",
          "thought",
          "thoughts",
          "cot_summary",
          "tool_plan");

  /** The fields that hold reasoning as a list. */
  private static final List<String> LISTS =
      List.of("reasoning_details", "thinking_blocks", "reasoning_steps");

  /** The fields that hold a signature beside the text. */
  private static final String[] SIGNATURES = {
    "reasoning_signature", "thinking_signature", "signature"
  };

  /** The objects inside a part that hold its text and its signature. */
  private static final List<String> NESTED =
      List.of("reasoning_content", "reasoningText", "reasoning_text", TYPE, "thinking");

  private final List<Part> parts = new ArrayList<>();

  /** A piece of reasoning, together with the data that the server wants back. */
  private record Part(
      @Nullable String id,
      @Nullable String text,
      @Nullable String signature,
      @Nullable String data,
      @Nullable String encryptedContent) {

    boolean isEmpty() {
      return text == null && signature == null && data == null && encryptedContent == null;
    }

    boolean hasMoreThanText() {
      return signature != null || data != null || encryptedContent != null;
    }

    Part with(String otherText) {
      return new Part(id, otherText, signature, data, encryptedContent);
    }

    Part signed(@Nullable String otherSignature) {
      return signature == null ? new Part(id, text, otherSignature, data, encryptedContent) : this;
    }

    MessageContent toContent() {
      return MessageContent.builder(TYPE)
          .id(id)
          .text(text)
          .signature(signature)
          .data(data)
          .encryptedContent(encryptedContent)
          .build();
    }
  }

  private Reasonings() {}

  /**
   * Returns the reasoning in the fields of a message. Leaves out reasoning that also stands among
   * the parts of the message's content.
   */
  public static List<MessageContent> ofFields(WireObject message) {
    String inContent = textInContent(message);
    Reasonings reasonings = new Reasonings();
    // LiteLLM puts fields that OpenAI's API lacks into a separate object.
    WireObject ofProvider = message.object("provider_specific_fields");
    for (String name : LISTS) {
      reasonings.addAll(message.get(name), inContent);
      reasonings.addAll(ofProvider.get(name), inContent);
    }
    for (String name : TEXTS) {
      reasonings.addField(message.get(name), inContent);
      reasonings.addField(ofProvider.get(name), inContent);
    }
    reasonings.addBeside(message);
    return reasonings.parts.stream().map(Part::toContent).toList();
  }

  /** Tells whether an object has a field that may hold reasoning. */
  public static boolean mayBeIn(WireObject holder) {
    for (String name : TEXTS) {
      if (holder.get(name) != null) {
        return true;
      }
    }
    return LISTS.stream().anyMatch(name -> holder.get(name) != null);
  }

  private void addAll(@Nullable Object value, String inContent) {
    if (value == null) {
      return;
    }
    List<?> elements = value instanceof List<?> list ? list : Collections.singletonList(value);
    for (Object element : elements) {
      if (element instanceof Map) {
        add(part(WireObject.of(element)));
      } else {
        addText(text(element), inContent);
      }
    }
  }

  private void addField(@Nullable Object value, String inContent) {
    if (value == null || isFlag(value)) {
      return;
    }
    Part part = part(WireObject.of(value));
    if (part.hasMoreThanText()) {
      add(part);
    } else {
      addText(text(value), inContent);
    }
  }

  /**
   * Adds the signature or the encrypted data that a message has beside the text of the reasoning.
   */
  private void addBeside(WireObject message) {
    String signature = message.firstText(SIGNATURES);
    if (signature != null) {
      int last = parts.size() - 1;
      if (last < 0) {
        parts.add(new Part(null, null, signature, null, null));
      } else {
        parts.set(last, parts.get(last).signed(signature));
      }
    }
    add(
        new Part(
            null,
            null,
            null,
            message.text("reasoning_opaque"),
            message.firstText("encrypted_content", "reasoning_encrypted_content")));
  }

  /** Returns the reasoning among the parts of a message's content. */
  public static List<MessageContent> ofContent(WireObject message) {
    List<MessageContent> contents = new ArrayList<>();
    for (WireObject part : message.objects("content")) {
      MessageContent content = isReasoning(part.string("type")) ? ofPart(part) : EMPTY;
      if (!content.equals(EMPTY)) {
        contents.add(content);
      }
    }
    return contents;
  }

  private static String textInContent(WireObject message) {
    StringBuilder text = new StringBuilder();
    for (MessageContent content : ofContent(message)) {
      text.append(content.text() == null ? "" : content.text());
    }
    return text.toString();
  }

  /** Tells whether a part of a message's content is reasoning, by the part's type. */
  public static boolean isReasoning(@Nullable String type) {
    return type != null
        && (type.equals("thinking") || type.equals("redacted_thinking") || type.startsWith(TYPE));
  }

  /**
   * Maps a part of a message's content. Returns a content without a type if the part holds no
   * reasoning.
   */
  public static MessageContent ofPart(WireObject part) {
    Part reasoning = part(part);
    return reasoning.isEmpty() ? EMPTY : reasoning.toContent();
  }

  private static Part part(WireObject part) {
    String text = null;
    for (String name :
        List.of(
            "thinking",
            "text",
            TYPE,
            "summary",
            "content",
            "reasoning_content",
            "reasoningText",
            "reasoning_text",
            "thought")) {
      Object value = part.get(name);
      text = text == null && !isFlag(value) ? text(value) : text;
    }
    return new Part(
        part.textOrJson("id"),
        text,
        signature(part),
        part.text("data"),
        part.text("encrypted_content"));
  }

  /** Some servers send a boolean that only says whether there is reasoning. */
  private static boolean isFlag(@Nullable Object value) {
    return value instanceof Boolean;
  }

  /** Databricks puts the signature next to the text of the summary. */
  private static @Nullable String signature(WireObject part) {
    String signature = part.firstText(SIGNATURES);
    for (String name : NESTED) {
      signature = signature == null ? part.object(name).text("signature") : signature;
    }
    for (String name : List.of("summary", "thinking", "content")) {
      for (WireObject element : part.objects(name)) {
        signature = signature == null ? element.text("signature") : signature;
      }
    }
    return signature;
  }

  private void add(Part part) {
    if (part.isEmpty()) {
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      Part known = parts.get(i);
      boolean isSame = part.text == null ? part.equals(known) : part.text.equals(known.text);
      if (isSame) {
        parts.set(i, known.signed(part.signature));
        return;
      }
    }
    parts.add(part);
  }

  private void addText(@Nullable String text, String inContent) {
    if (text == null || compact(known(inContent)).contains(compact(text))) {
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.text == null && part.signature != null) {
        parts.set(i, part.with(text));
        return;
      }
    }
    parts.add(0, new Part(null, text, null, null, null));
  }

  private String known(String inContent) {
    StringBuilder known = new StringBuilder(inContent);
    for (Part part : parts) {
      known.append(part.text == null ? "" : part.text);
    }
    return known.toString();
  }

  /** A list may hold the same text with different spaces. */
  private static String compact(String text) {
    return text.replaceAll("\\s+", "");
  }

  /**
   * Returns a text. The value may be the text, an object with the text, or a list of such objects.
   */
  public static @Nullable String text(@Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      String text = value.toString();
      return text.isEmpty() ? null : text;
    }
    if (value instanceof Map<?, ?> map) {
      WireObject object = WireObject.of(map);
      for (String name :
          List.of("text", "value", "thinking", "content", "summary", TYPE, "reasoningText")) {
        String text = text(object.get(name));
        if (text != null) {
          return text;
        }
      }
      return null;
    }
    StringBuilder joined = new StringBuilder();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        String text = text(element);
        joined.append(text == null ? "" : text);
      }
    }
    return joined.isEmpty() ? null : joined.toString();
  }
}
