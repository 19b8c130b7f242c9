// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the parts of messages in the newest form of {@code gen_ai.input.messages}. */
final class Parts {

  static final String TEXT = "text";
  static final String REASONING = "reasoning";
  static final String TOOL_CALL = "tool_call";
  static final String TOOL_CALL_RESPONSE = "tool_call_response";
  static final String SERVER_TOOL_CALL = "server_tool_call";
  static final String BLOB = "blob";
  static final String URI = "uri";
  static final String FILE = "file";
  static final String DOCUMENT = "document";

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  static Map<String, @Nullable Object> text(String content) {
    return Trees.of("type", TEXT, "content", content);
  }

  static Map<String, @Nullable Object> reasoning(String content) {
    return Trees.of("type", REASONING, "content", content);
  }

  static Map<String, @Nullable Object> toolCall(
      @Nullable String id, String name, @Nullable Object arguments) {
    return Trees.of(
        "type", TOOL_CALL, "id", id, "name", name, "arguments", Trees.structured(arguments));
  }

  static Map<String, @Nullable Object> toolCallResponse(
      @Nullable String id, @Nullable Object response) {
    return Trees.of(
        "type",
        TOOL_CALL_RESPONSE,
        "id",
        id,
        "response",
        response == null ? "" : Trees.structured(response));
  }

  /** Returns a blob for a data URI, and a URI for any other address. */
  static Map<String, @Nullable Object> media(
      String modality, String address, @Nullable String mimeType) {
    int comma = address.indexOf(',');
    String head = comma > 0 && isAt(address, 0, DATA) ? address.substring(5, comma) : "";
    int encoding = head.length() - BASE64.length();
    if (!isAt(head, encoding, BASE64)) {
      return Trees.of("type", URI, "modality", modality, "mime_type", mimeType, "uri", address);
    }
    String type = head.substring(0, encoding);
    return Trees.of(
        "type",
        BLOB,
        "modality",
        modality,
        "mime_type",
        type.isEmpty() ? mimeType : type,
        "content",
        address.substring(comma + 1));
  }

  /** The case of the scheme and of the encoding does not matter. */
  private static boolean isAt(String text, int start, String part) {
    return text.regionMatches(true, start, part, 0, part.length());
  }

  /** Returns the address of a blob or URI part, or null if it has none. */
  static @Nullable String address(Map<String, @Nullable Object> part) {
    String content = Trees.text(part, "content");
    if (!BLOB.equals(part.get("type")) || content == null) {
      return Trees.text(part, "uri");
    }
    String mimeType = Trees.text(part, "mime_type");
    return DATA + (mimeType == null ? "" : mimeType) + BASE64 + ',' + content;
  }

  /**
   * Returns the modality of a part. If the part has none, its media type decides; the result may be
   * empty.
   */
  static String modality(Map<String, @Nullable Object> part) {
    String modality = Trees.text(part, "modality");
    if (modality != null) {
      return modality;
    }
    String mimeType = Trees.text(part, "mime_type");
    String kind = mimeType == null ? "" : mimeType.replaceFirst("/.*", "");
    return switch (kind) {
      case "image", "audio", "video" -> kind;
      case "application", "text" -> DOCUMENT;
      default -> "";
    };
  }

  private Parts() {}
}
