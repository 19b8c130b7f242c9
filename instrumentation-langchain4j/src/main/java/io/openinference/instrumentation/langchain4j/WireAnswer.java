// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a server's answer that LangChain4j's response lacks. The metadata of some models have
 * the body, or the events of a stream, as the server sent them.
 */
final class WireAnswer {

  /** The maximum length of a body; a longer body is not read a second time. */
  private static final int LONGEST_BODY = 4 * 1024 * 1024;

  /**
   * The number of events at the end of a stream to read, because usage and finish reason come last.
   */
  private static final int LAST_EVENTS = 8;

  /** Field names of the data; LangChain4j reads all of an answer without them. */
  private static final String[] TELLING = {
    "reasoning",
    "thinking",
    "thought_signature",
    "cache",
    "\"cost",
    "audio_tokens",
    "x_groq",
    "\"error\"",
    "\"function_call\"",
    "stop_sequence"
  };

  private static final OptionalProperty RAW_RESPONSE = OptionalProperty.named("rawHttpResponse");
  private static final OptionalProperty RAW_EVENTS = OptionalProperty.named("rawServerSentEvents");
  private static final OptionalProperty BODY = OptionalProperty.named("body");
  private static final OptionalProperty DATA = OptionalProperty.named("data");

  private final List<WireObject> pieces;

  private WireAnswer(List<WireObject> pieces) {
    this.pieces = pieces;
  }

  /** Returns the server's answer; empty for a model that does not expose it. */
  static WireAnswer of(ChatResponse response) {
    ChatResponseMetadata metadata = response.metadata();
    List<WireObject> pieces = new ArrayList<>();
    if (metadata == null) {
      return new WireAnswer(pieces);
    }
    if (RAW_EVENTS.read(metadata) instanceof List<?> events && !events.isEmpty()) {
      for (int i = 0; i < events.size(); i++) {
        add(pieces, DATA.readString(events.get(i)), i >= events.size() - LAST_EVENTS);
      }
    } else {
      FinishReason reason = metadata.finishReason();
      boolean isUnclear = reason == null || reason == FinishReason.OTHER;
      add(pieces, BODY.readString(RAW_RESPONSE.read(metadata)), isUnclear);
    }
    return new WireAnswer(pieces);
  }

  private static void add(List<WireObject> pieces, @Nullable String json, boolean isWanted) {
    if (json != null && json.length() <= LONGEST_BODY && (isWanted || isTelling(json))) {
      pieces.add(WireObject.of(WireJson.parse(json)));
    }
  }

  private static boolean isTelling(String json) {
    for (String word : TELLING) {
      if (json.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the finish reason in the server's own word, or null. */
  @Nullable String finishReason() {
    String last = null;
    for (WireObject piece : pieces) {
      String reason = piece.text("stop_reason");
      if (reason == null) {
        reason = piece.object("delta").text("stop_reason");
      }
      if (reason == null) {
        reason = firstChoice(piece).text("finish_reason");
      }
      last = reason == null ? last : reason;
    }
    return last;
  }

  /** Returns the usage, with the fields from all places where servers put it. */
  WireObject usage() {
    Map<Object, Object> usage = new LinkedHashMap<>();
    for (WireObject piece : pieces) {
      usage.putAll(piece.object("message").object("usage").fields());
      usage.putAll(firstChoice(piece).object("usage").fields());
      usage.putAll(piece.object("x_groq").object("usage").fields());
      usage.putAll(piece.object("response").object("usage").fields());
      usage.putAll(piece.object("usage").fields());
    }
    return WireObject.of(usage);
  }

  /** Returns the message of a failure that came with a success status, or null. */
  @Nullable String error() {
    for (WireObject piece : pieces) {
      Object error = piece.first("error");
      Object ofChoice = firstChoice(piece).first("error");
      String message = errorMessage(error == null ? ofChoice : error);
      if (message != null) {
        return message;
      }
    }
    return "error".equals(finishReason()) ? "The model stopped with an error" : null;
  }

  private static @Nullable String errorMessage(@Nullable Object error) {
    if (error instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    WireObject object = WireObject.of(error);
    if (object.isEmpty()) {
      return null;
    }
    String message = object.text("message");
    return message == null ? WireJson.toJson(object.fields()) : message;
  }

  /** Returns the reasoning in the answer, under any of its names. */
  List<MessageContent> reasoning() {
    WireReasoning reasoning = new WireReasoning();
    for (WireObject piece : pieces) {
      WireObject choice = firstChoice(piece);
      reasoning.addMessage(choice.object("message"));
      reasoning.addMessage(choice.object("delta"));
      reasoning.addBody(piece);
      reasoning.addEvent(piece);
    }
    return reasoning.contents();
  }

  /** Returns the signatures of Gemini's tool calls in OpenAI's format, by the id of the call. */
  Map<String, String> signatures() {
    Map<String, String> signatures = new LinkedHashMap<>();
    for (WireObject piece : pieces) {
      WireObject choice = firstChoice(piece);
      addSignatures(signatures, choice.object("message"));
      addSignatures(signatures, choice.object("delta"));
    }
    return signatures;
  }

  private static void addSignatures(Map<String, String> signatures, WireObject message) {
    for (WireObject call : message.objects("tool_calls")) {
      String id = call.text("id");
      String signature = call.object("extra_content").object("google").text("thought_signature");
      if (id != null && signature != null) {
        signatures.put(id, signature);
      }
    }
  }

  private static WireObject firstChoice(WireObject piece) {
    List<WireObject> choices = piece.objects("choices");
    return choices.isEmpty() ? WireObject.of(null) : choices.get(0);
  }
}
