// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MediaContents;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps contents, which are the messages of Gemini, and their parts.
 *
 * @since 0.1.0
 */
public final class GeminiContents {

  /** These fields describe a part. The one other field of a part holds its content. */
  private static final Set<String> ABOUT_PART =
      Set.of("thought", "thoughtSignature", "videoMetadata", "mediaResolution", "partMetadata");

  private final JsonRedactor redactor;

  /**
   * Creates a mapper.
   *
   * @param redactor removes hidden content from parts that are recorded as JSON
   */
  public GeminiContents(JsonRedactor redactor) {
    this.redactor = redactor;
  }

  /** Returns the system instruction of a request, if there is one, and then the contents. */
  public List<Message> ofRequest(WireObject request) {
    List<Message> messages = new ArrayList<>();
    Object system = request.first("systemInstruction", "system_instruction");
    if (system != null) {
      addContent(messages, "system", WireObject.of(system));
    }
    for (WireObject content : request.objects("contents")) {
      String role = content.text("role");
      addContent(messages, role == null ? "user" : role, content);
    }
    return messages;
  }

  /** Each answer of a function becomes a separate message before the other parts. */
  private void addContent(List<Message> messages, String role, WireObject content) {
    List<WireObject> rest = new ArrayList<>();
    for (WireObject part : content.objects("parts")) {
      WireObject answer = part.object("functionResponse");
      if (answer.isEmpty()) {
        rest.add(part);
      } else {
        messages.add(functionResponse(answer));
      }
    }
    if (!rest.isEmpty() || content.list("parts").isEmpty()) {
      messages.add(toMessage(role, rest));
    }
  }

  private Message functionResponse(WireObject answer) {
    Message.Builder message =
        Message.builder("tool").name(answer.text("name")).toolCallId(answer.text("id"));
    Object response = answer.get("response");
    String json = response instanceof String text ? text : null;
    if (response != null && json == null) {
      json = redactor.json(response);
    }
    List<WireObject> parts = answer.objects("parts");
    if (parts.isEmpty()) {
      return message.content(json).build();
    }
    List<MessageContent> contents = new ArrayList<>();
    if (json != null) {
      contents.add(MessageContent.text(json));
    }
    parts.forEach(part -> contents.add(toContent(part)));
    return message.contents(contents).build();
  }

  /** Maps parts in their order. Text that is the only part is the text of the message. */
  public Message toMessage(String role, List<WireObject> parts) {
    MessageParts mapped = new MessageParts();
    for (WireObject part : parts) {
      WireObject call = part.object("functionCall");
      String text = plainText(part);
      if (text != null) {
        mapped.addText(text);
      } else if (!call.isEmpty()) {
        mapped.addCall(toolCall(call, part.text("thoughtSignature")));
      } else if (!isEmpty(part)) {
        mapped.add(toContent(part));
      }
    }
    return mapped.toMessage(Message.builder(role));
  }

  /** Tells whether a part has no field, or only fields without a value. */
  static boolean isEmpty(WireObject part) {
    return part.fields().values().stream().allMatch(Objects::isNull);
  }

  private static @Nullable String plainText(WireObject part) {
    boolean isPlain =
        !Boolean.TRUE.equals(part.get("thought"))
            && part.text("thoughtSignature") == null
            && part.object("functionCall").isEmpty();
    return isPlain ? part.string("text") : null;
  }

  private static ToolCall toolCall(WireObject call, @Nullable String signature) {
    return ToolCall.builder()
        .id(call.text("id"))
        .functionName(call.text("name"))
        .functionArguments(call.textOrJson("args"))
        .reasoningSignature(signature)
        .build();
  }

  private MessageContent toContent(WireObject part) {
    String text = part.string("text");
    if (text != null) {
      boolean isThought = Boolean.TRUE.equals(part.get("thought"));
      return MessageContent.builder(isThought ? "reasoning" : "text")
          .text(text)
          .signature(part.text("thoughtSignature"))
          .build();
    }
    MessageContent media = media(part);
    return media == null ? json(part) : signed(media, part.text("thoughtSignature"));
  }

  /** Returns the medium with the signature of its part. A document has no place for one. */
  private static MessageContent signed(MessageContent media, @Nullable String signature) {
    return signature == null || media.document() != null
        ? media
        : MessageContent.builder(media.type())
            .imageUrl(media.imageUrl())
            .audioUrl(media.audioUrl())
            .audioMimeType(media.audioMimeType())
            .videoUrl(media.videoUrl())
            .signature(signature)
            .build();
  }

  private static @Nullable MessageContent media(WireObject part) {
    WireObject inline = part.object("inlineData");
    String type = inline.text("mimeType");
    String data = MediaContents.dataUri(inline, type, "data");
    if (data != null) {
      return MediaContents.of(type, data);
    }
    WireObject file = part.object("fileData");
    String uri = file.text("fileUri");
    return uri == null ? null : MediaContents.of(file.text("mimeType"), uri);
  }

  /** OpenInference has no attributes for these parts, so the span records their JSON. */
  private MessageContent json(WireObject part) {
    for (Object field : part.fields().keySet()) {
      if (field instanceof String name && part.get(name) != null && !ABOUT_PART.contains(name)) {
        return MessageContent.builder(name)
            .text(redactor.jsonOf(part, name))
            .signature(part.text("thoughtSignature"))
            .build();
      }
    }
    return MessageContent.builder("reasoning").signature(part.text("thoughtSignature")).build();
  }
}
