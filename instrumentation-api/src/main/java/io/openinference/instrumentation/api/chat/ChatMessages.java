// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MarkedThoughts;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.answer.ThoughtSignatures;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps the messages of chat completions, to the model and from the model.
 *
 * @since 0.1.0
 */
public final class ChatMessages {

  /** Stands for a choice that has no message. */
  private static final Message EMPTY = Message.builder(null).build();

  /** The fields that a message may have besides role and text. */
  private static final String[] PARTS = {
    "name",
    "tool_call_id",
    "tool_calls",
    "function_call",
    "audio",
    "refusal",
    "extra_content",
    "provider_specific_fields",
    "reasoning_signature",
    "thinking_signature",
    "signature",
    "reasoning_opaque",
    "encrypted_content",
    "images"
  };

  private final WireObject request;
  private final JsonRedactor redactor;

  private ChatMessages(WireObject request, JsonRedactor redactor) {
    this.request = request;
    this.redactor = redactor;
  }

  /**
   * Returns the messages of a request.
   *
   * @param redactor takes what is to be hidden out of JSON text
   */
  public static List<Message> ofRequest(WireObject request, JsonRedactor redactor) {
    ChatMessages mapper = new ChatMessages(request, redactor);
    List<?> bodies = request.list("messages");
    List<Message> messages = new ArrayList<>(bodies.size());
    for (Object message : bodies) {
      messages.add(mapper.toMessage(WireObject.of(message), null));
    }
    return messages;
  }

  /**
   * Returns the messages of the choices of a response.
   *
   * @param request the request, which names the format of audio
   * @param redactor takes what is to be hidden out of JSON text
   */
  public static List<Message> ofResponse(
      WireObject request, WireObject response, JsonRedactor redactor) {
    ChatMessages mapper = new ChatMessages(request, redactor);
    SparseList<Message> messages = new SparseList<>(EMPTY);
    for (WireObject choice : response.objects("choices")) {
      messages.put(choice, mapper.answer(choice));
    }
    return messages.withoutGaps();
  }

  private Message answer(WireObject choice) {
    // Some servers send a delta even without streaming.
    Object message = choice.first("message", "delta");
    // Some servers send the content alone.
    WireObject object =
        message instanceof String || message instanceof List
            ? WireObject.of(Map.of("content", message))
            : WireObject.of(message);
    WireObject complete = withFieldsOf(choice, object);
    return complete.isEmpty() ? EMPTY : toMessage(complete, "assistant");
  }

  /** Some servers put reasoning or text into the choice and not into its message. */
  private static WireObject withFieldsOf(WireObject choice, WireObject message) {
    String text = message.isEmpty() ? choice.text("text") : null;
    if (text == null && !Reasonings.mayBeIn(choice)) {
      return message;
    }
    Map<Object, Object> complete =
        new LinkedHashMap<>(choice.without("index", "message", "delta", "text"));
    complete.putAll(message.fields());
    if (text != null) {
      complete.put("content", text);
    }
    return WireObject.of(complete);
  }

  /**
   * @param defaultRole the role of a message that has none
   */
  private Message toMessage(WireObject message, @Nullable String defaultRole) {
    String role = message.scalar("role");
    String content = message.string("content");
    // A fast path: a conversation has many messages, and most of them are only text.
    boolean isTextAlone =
        content != null && ((role != null && message.size() == 2) || hasNoPart(message));
    return isTextAlone
        ? Message.of(role == null ? defaultRole : role, orNull(content))
        : withParts(role == null ? defaultRole : role, message);
  }

  private static boolean hasNoPart(WireObject message) {
    for (String part : PARTS) {
      if (message.get(part) != null) {
        return false;
      }
    }
    return !Reasonings.mayBeIn(message);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private Message withParts(@Nullable String role, WireObject message) {
    WireObject functionCall = message.object("function_call");
    List<MessageContent> contents = new ArrayList<>();
    MarkedThoughts marked = MarkedThoughts.of(message, content(message.get("content"), contents));
    String text = marked.answer();
    String refusal = message.textOrJson("refusal");
    if (text == null && contents.isEmpty()) {
      text = refusal;
    } else if (refusal != null) {
      contents.add(MessageContent.text(refusal));
    }
    addAudio(message.object("audio"), contents);
    for (WireObject image : message.objects("images")) {
      contents.add(ChatContents.image(image));
    }
    // Only a part of a message can have a signature.
    String signature = ThoughtSignatures.of(message);
    List<MessageContent> reasonings = new ArrayList<>(Reasonings.ofFields(message));
    marked.addTo(reasonings);
    boolean isSole = contents.isEmpty() && reasonings.isEmpty() && signature == null;
    if (!isSole && (text != null || signature != null)) {
      contents.add(0, MessageContent.builder("text").text(text).signature(signature).build());
    }
    contents.addAll(0, reasonings);
    return Message.builder(role)
        .content(isSole ? text : null)
        .name(message.textOrJson("name"))
        .toolCallId(message.textOrJson("tool_call_id"))
        .toolCalls(toolCalls(message))
        .functionCall(functionCall.textOrJson("name"), functionCall.textOrJson("arguments"))
        .contents(contents)
        .build();
  }

  /** Some servers list the calls among the parts of the content, as Anthropic's API does. */
  private static List<ToolCall> toolCalls(WireObject message) {
    List<ToolCall> calls = ChatToolCalls.of(message);
    return calls.isEmpty() && message.get("content") instanceof List
        ? message.objects("content").stream()
            .filter(part -> "tool_use".equals(part.string("type")))
            .map(ChatToolCalls::toolCall)
            .toList()
        : calls;
  }

  /**
   * Adds the parts of a content with several parts.
   *
   * @return the text if the content is a single text, else null
   */
  private @Nullable String content(@Nullable Object content, List<MessageContent> contents) {
    if (content instanceof Map<?, ?> part) {
      // A value without a type is not a part. It is an answer in the form that the application
      // asked for, such as an object.
      return part.isEmpty() || part.containsKey("type") || part.containsKey("text")
          ? content(List.of(part), contents)
          : redactor.json(part);
    }
    if (!(content instanceof List<?> parts)) {
      return content == null ? null : orNull(content.toString());
    }
    if (parts.stream().noneMatch(Map.class::isInstance)) {
      return parts.isEmpty() ? null : redactor.json(parts);
    }
    String text = null;
    for (Object part : parts) {
      MessageContent mapped = ChatContents.of(part);
      if (!mapped.equals(ChatContents.EMPTY)) {
        contents.add(mapped);
      }
      text = part instanceof String string ? string : text;
    }
    if (text != null && contents.size() == 1) {
      // The text has several pieces, with parts between them that have no attributes.
      contents.clear();
      return text;
    }
    return null;
  }

  /** The audio that the model spoke. A request refers to such audio. */
  private void addAudio(WireObject audio, List<MessageContent> contents) {
    String id = audio.text("id");
    String data = audio.text("data");
    String transcript = audio.text("transcript");
    if (id == null && data == null && transcript == null) {
      return;
    }
    String format = audioFormat();
    contents.add(
        MessageContent.builder("audio")
            .id(id)
            .audioUrl(data == null ? null : AudioFormats.dataUri(format, data))
            .audioMimeType(data == null ? null : AudioFormats.mimeType(format))
            .audioTranscript(transcript)
            .build());
  }

  private String audioFormat() {
    String format = request.object("audio").text("format");
    return format == null ? "wav" : format;
  }
}
