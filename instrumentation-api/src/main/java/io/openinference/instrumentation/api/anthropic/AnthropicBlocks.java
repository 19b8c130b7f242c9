// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MediaContents;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps the blocks of a message. Requests and responses have the same blocks.
 *
 * @since 0.1.0
 */
public final class AnthropicBlocks {

  private final JsonRedactor redactor;

  /**
   * Creates a mapper.
   *
   * @param redactor removes hidden content from blocks that are recorded as JSON
   */
  public AnthropicBlocks(JsonRedactor redactor) {
    this.redactor = redactor;
  }

  /** Returns the blocks of a content, which some servers and applications send without a list. */
  static List<?> list(@Nullable Object content) {
    if (content instanceof List<?> blocks) {
      return blocks;
    }
    return content instanceof Map<?, ?> only && only.get("type") != null
        ? List.of(only)
        : List.of();
  }

  /** Returns a message with blocks in their order. */
  public Message toMessage(@Nullable String role, List<?> blocks) {
    return toMessage(Message.builder(role), blocks);
  }

  /** Returns a message with blocks in their order. The builder may already hold other values. */
  Message toMessage(Message.Builder message, List<?> blocks) {
    MessageParts parts = new MessageParts();
    for (Object block : blocks) {
      WireObject object = WireObject.of(block);
      String text = "text".equals(object.string("type")) ? object.string("text") : null;
      if (text != null) {
        parts.addText(text);
      } else if (isToolUse(object)) {
        parts.addCall(toolCall(object));
      } else {
        parts.add(block instanceof String plain ? MessageContent.text(plain) : toContent(object));
      }
    }
    return parts.toMessage(message);
  }

  /**
   * The types of calls: of the application's tools, of the provider's tools, and of MCP servers.
   */
  private static boolean isToolUse(WireObject block) {
    String type = block.string("type");
    return type != null && (type.equals("tool_use") || type.endsWith("_tool_use"));
  }

  private static ToolCall toolCall(WireObject block) {
    Object input = block.get("input");
    String arguments = null;
    if (input instanceof String partial) {
      arguments = partial; // The arguments are incomplete, because the stream ended early.
    } else if (input != null) {
      arguments = WireJson.toJson(input);
    }
    return ToolCall.of(block.text("id"), block.text("name"), arguments);
  }

  private MessageContent toContent(WireObject block) {
    String type = block.string("type");
    return switch (type == null ? "" : type) {
      case "text" -> MessageContent.text(block.string("text"));
      case "thinking" ->
          MessageContent.builder("reasoning")
              .text(block.string("thinking"))
              .signature(block.text("signature"))
              .build();
      case "redacted_thinking" ->
          MessageContent.builder("reasoning").data(block.string("data")).build();
      case "image" -> image(block);
      case "document" -> document(block);
      case "compaction" ->
          MessageContent.builder("text")
              .text(block.string("content"))
              .signature(block.text("signature"))
              .encryptedContent(block.text("encrypted_content"))
              .build();
      case "fallback" -> fallback(block);
      default -> json(type, block);
    };
  }

  /** OpenInference has no attributes for these parts, so the span records their JSON. */
  private MessageContent json(@Nullable String type, WireObject block) {
    return MessageContent.builder(type).text(redactor.json(block)).build();
  }

  private MessageContent image(WireObject block) {
    WireObject source = block.object("source");
    String type = source.text("media_type");
    // The settings for images recognize an image by the type in its URI.
    String url = url(source, type != null && type.startsWith("image/") ? type : "image/png");
    return url == null ? json("image", block) : MessageContent.image(url);
  }

  /** Returns the link or the data URI of a source, or null for another kind of source. */
  private static @Nullable String url(WireObject source, @Nullable String mediaType) {
    return "base64".equals(source.string("type")) && source.text("data") != null
        ? MediaContents.dataUri(source, mediaType, "data")
        : source.text("url");
  }

  private MessageContent document(WireObject block) {
    WireObject source = block.object("source");
    String url = url(source, source.text("media_type"));
    String text = url == null ? source.text("data") : null;
    String id = source.text("file_id");
    if (url == null && text == null && id == null) {
      return json("document", block); // The source consists of blocks, or its kind is unknown.
    }
    return MessageContent.document(
        Document.builder()
            .id(id)
            .name(block.text("title"))
            .mimeType(source.text("media_type"))
            .url(url)
            .content(text)
            .build());
  }

  private MessageContent fallback(WireObject block) {
    String from = block.object("from").text("model");
    String to = block.object("to").text("model");
    if (from == null || to == null) {
      return json("fallback", block);
    }
    String category = block.object("trigger").text("category");
    String reason = category == null ? "" : " (refusal: " + category + ")";
    return MessageContent.builder("fallback").text(from + " -> " + to + reason).build();
  }

  /** Returns the citations, by the index of their block. Blocks without citations are left out. */
  public static Map<String, ?> citations(List<?> blocks) {
    Map<String, Object> byIndex = new LinkedHashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      List<?> citations = WireObject.of(blocks.get(i)).list("citations");
      if (!citations.isEmpty()) {
        byIndex.put(Integer.toString(i), citations);
      }
    }
    return byIndex;
  }
}
