// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one part of a message: the newest form, or the form of a model's API. */
final class PartReader {

  /** Returns the part in the newest form, or null if the part is empty. */
  static @Nullable Map<String, @Nullable Object> read(@Nullable Object part) {
    if (part instanceof String text) {
      return Parts.text(text);
    }
    Map<String, @Nullable Object> object = Trees.object(part);
    String type = Trees.text(object, "type");
    if (type == null) {
      return object.isEmpty() ? null : untyped(object);
    }
    return switch (type) {
      case "text", "input_text", "output_text" -> text(object);
      case "reasoning", "thinking" -> reasoning(object);
      case "image_url" -> media("image", object.get("image_url"), object);
      case "image" -> image(object);
      case "input_audio" -> audio(Trees.object(object.get("input_audio")));
      case "tool_call", "tool_use", "tool-call" ->
          toolCall(object, Trees.text(object, "name", "toolName"));
      case "tool_call_response", "tool_result", "tool-result" -> toolResult(object);
      default -> object;
    };
  }

  private static Map<String, @Nullable Object> text(Map<String, @Nullable Object> part) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>(part);
    Object content = Trees.first(part, "content", "text");
    text.remove("text");
    text.put("type", Parts.TEXT);
    text.put("content", content == null ? "" : JsonText.plain(content));
    return text;
  }

  private static Map<String, @Nullable Object> reasoning(Map<String, @Nullable Object> part) {
    Map<String, @Nullable Object> reasoning = new LinkedHashMap<>(part);
    Object content = Trees.first(part, "content", "text", "thinking");
    reasoning.remove("text");
    reasoning.remove("thinking");
    reasoning.put("type", Parts.REASONING);
    reasoning.put("content", content == null ? "" : JsonText.plain(content));
    return reasoning;
  }

  private static Map<String, @Nullable Object> image(Map<String, @Nullable Object> part) {
    Map<String, @Nullable Object> source = Trees.object(part.get("source"));
    String data = Trees.text(source, "data");
    if (data != null) {
      return Trees.of(
          "type",
          Parts.BLOB,
          "modality",
          "image",
          "mime_type",
          Trees.text(source, "media_type"),
          "content",
          data);
    }
    return media("image", source.isEmpty() ? part.get("image") : source, part);
  }

  /** Returns the part itself if it has no address. */
  private static Map<String, @Nullable Object> media(
      String modality, @Nullable Object address, Map<String, @Nullable Object> part) {
    String url = address instanceof String text ? text : Trees.text(Trees.object(address), "url");
    return url == null ? part : Parts.media(modality, url, Trees.text(part, "mime_type"));
  }

  private static Map<String, @Nullable Object> audio(Map<String, @Nullable Object> audio) {
    String format = Trees.text(audio, "format");
    return Trees.of(
        "type",
        Parts.BLOB,
        "modality",
        "audio",
        "mime_type",
        format == null ? null : "audio/" + format,
        "content",
        Trees.text(audio, "data"));
  }

  private static Map<String, @Nullable Object> toolCall(
      Map<String, @Nullable Object> part, @Nullable String name) {
    Map<String, @Nullable Object> call =
        Parts.toolCall(
            Trees.text(part, "id", "toolCallId"),
            name == null ? "" : name,
            Trees.first(part, "arguments", "input", "args"));
    if (part.get("signature") != null) {
      call.put("signature", part.get("signature"));
    }
    return call;
  }

  private static Map<String, @Nullable Object> toolResult(Map<String, @Nullable Object> part) {
    return Parts.toolCallResponse(
        Trees.text(part, "id", "tool_use_id", "toolCallId"),
        Trees.first(part, "response", "result", "content", "output"));
  }

  /** Reads a part of Gemini's API, whose fields tell its type. */
  private static Map<String, @Nullable Object> untyped(Map<String, @Nullable Object> part) {
    Map<String, @Nullable Object> call =
        Trees.object(Trees.first(part, "function_call", "functionCall"));
    Map<String, @Nullable Object> response =
        Trees.object(Trees.first(part, "function_response", "functionResponse"));
    Map<String, @Nullable Object> data =
        Trees.object(Trees.first(part, "inline_data", "inlineData"));
    if (!call.isEmpty()) {
      return toolCall(call, Trees.text(call, "name"));
    }
    if (!response.isEmpty()) {
      return toolResult(response);
    }
    if (!data.isEmpty()) {
      String mimeType = Trees.text(data, "mime_type", "mimeType");
      Map<String, @Nullable Object> blob =
          Trees.of("type", Parts.BLOB, "mime_type", mimeType, "content", data.get("data"));
      blob.put("modality", Parts.modality(blob));
      return blob;
    }
    String text = Trees.text(part, "text", "content");
    if (text != null) {
      return Boolean.TRUE.equals(part.get("thought")) ? Parts.reasoning(text) : Parts.text(text);
    }
    return Parts.text(JsonText.write(part));
  }

  private PartReader() {}
}
