// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.FinishReasons;
import io.openinference.instrumentation.api.answer.MarkedThoughts;
import io.openinference.instrumentation.api.answer.Reasonings;
import io.openinference.instrumentation.api.answer.ThoughtSignatures;
import io.openinference.instrumentation.api.chat.ChatToolCalls;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.responses.ResponseItems;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final BodyWords TELLING =
      new BodyWords(
          "reasoning",
          "thinking",
          "signature",
          "cache",
          "\"cost",
          "audio_tokens",
          "x_groq",
          "\"timings\"",
          "\"error\"",
          "\"function_call\"",
          "stop_sequence",
          "thought",
          "cot_summary",
          "tool_plan",
          "token_details",
          "eval_count",
          "Tokens\"",
          "\"output\"",
          "\"usage_",
          "\"metrics\"",
          "token_count",
          "TokenCount",
          "_cost\"");

  /** LangChain4j joins streamed tool calls by their index alone, which some servers reuse. */
  private static final String TOOL_CALLS = "\"tool_calls\"";

  /** LangChain4j keeps functions and text of a streamed response, and drops other items. */
  private static final String ITEM = '"' + WireEvents.RESPONSE;

  /** The types of items that have text of the answer; the type of a message may be missing. */
  private static final Set<String> TEXTS = Set.of("message", "output_text", "");

  /** LangChain4j hands out these events, which are nearly all of a stream. */
  private static final String TEXT_OF_ITEM = "\"response.output_text.delta\"";

  private static final OptionalProperty RAW_RESPONSE = OptionalProperty.named("rawHttpResponse");
  private static final OptionalProperty RAW_EVENTS = OptionalProperty.named("rawServerSentEvents");
  private static final OptionalProperty BODY = OptionalProperty.named("body");
  private static final OptionalProperty BODY_BYTES = OptionalProperty.named("bodyBytes");
  private static final OptionalProperty DATA = OptionalProperty.named("data");

  /** Most answers have nothing that LangChain4j lacks. */
  private static final WireAnswer EMPTY = new WireAnswer(WireObject.of(null), List.of(), false);

  private final WireObject answer;
  // The items of an answer of the Responses API.
  private final List<Message> items;
  // Whether LangChain4j may have lost calls or text of this answer.
  private final boolean isDoubtful;
  private final AnswerUsage usage;

  private WireAnswer(WireObject answer, List<Message> items, boolean isDoubtful) {
    this.answer = answer;
    this.items = items;
    this.isDoubtful = isDoubtful || !items.isEmpty();
    this.usage = AnswerUsage.of(answer);
  }

  private static WireAnswer of(WireObject answer, JsonRedactor redactor, boolean isDoubtful) {
    if (answer.isEmpty()) {
      return EMPTY;
    }
    boolean isOfItems = answer.get("output") instanceof List;
    return new WireAnswer(
        answer, isOfItems ? ResponseItems.answers(answer, redactor) : List.of(), isDoubtful);
  }

  /**
   * Returns the server's answer; empty for a model that does not expose it.
   *
   * @param redactor removes hidden content from what is recorded as JSON
   */
  static WireAnswer of(ChatResponse response, JsonRedactor redactor) {
    ChatResponseMetadata metadata = response.metadata();
    if (metadata == null) {
      return EMPTY;
    }
    boolean isEmpty = isWithoutContent(response.aiMessage());
    if (RAW_EVENTS.read(metadata) instanceof List<?> events && !events.isEmpty()) {
      return of(join(events, isEmpty), redactor, true);
    }
    FinishReason reason = metadata.finishReason();
    boolean mayLackCalls = isEmpty || mayLackCalls(response.aiMessage(), reason);
    boolean isUnclear = reason == FinishReason.OTHER || reason == null || mayLackCalls;
    Object raw = RAW_RESPONSE.read(metadata);
    boolean isTold =
        !isUnclear && BODY_BYTES.read(raw) instanceof byte[] bytes && !TELLING.areIn(bytes);
    return isTold ? EMPTY : of(read(BODY.readString(raw), isUnclear), redactor, mayLackCalls);
  }

  /** LangChain4j drops calls without a type, also beside text. */
  private static boolean mayLackCalls(AiMessage message, @Nullable FinishReason reason) {
    return !message.hasToolExecutionRequests()
        && (reason == null || reason == FinishReason.TOOL_EXECUTION);
  }

  /**
   * LangChain4j's message is empty if a server sends messages in place of deltas, or calls without
   * a type. It lacks parts of calls that have other names.
   */
  private static boolean isWithoutContent(@Nullable AiMessage message) {
    if (message == null) {
      return true;
    }
    return message.hasToolExecutionRequests()
        ? message.toolExecutionRequests().stream().anyMatch(WireAnswer::isIncomplete)
        : message.text() == null || message.text().isEmpty();
  }

  private static boolean isIncomplete(ToolExecutionRequest call) {
    return call.id() == null
        || call.arguments() == null
        || call.name() == null
        || call.name().isEmpty();
  }

  private static WireObject join(List<?> events, boolean areAllWanted) {
    boolean areAllRead = areAllWanted || endsWithoutItems(events);
    try (WireEvents joined = new WireEvents()) {
      for (int i = 0; i < events.size(); i++) {
        String data = DATA.readString(events.get(i));
        boolean isLast = i >= events.size() - LAST_EVENTS;
        joined.add(read(data, areAllRead || isLast || (data != null && isOfParts(data))));
      }
      return joined.answer();
    }
  }

  /** Tells whether the items of a response are in its earlier events alone. */
  private static boolean endsWithoutItems(List<?> events) {
    for (int i = events.size() - 1; i >= Math.max(0, events.size() - LAST_EVENTS); i--) {
      String data = DATA.readString(events.get(i));
      if (data != null && data.contains(ITEM)) {
        return Hollow.isHollow(read(data, true).object("response").get("output"));
      }
    }
    return false;
  }

  private static boolean isOfParts(String data) {
    return data.contains(TOOL_CALLS) || (data.contains(ITEM) && !data.contains(TEXT_OF_ITEM));
  }

  private static WireObject read(@Nullable String json, boolean isWanted) {
    return json != null && json.length() <= LONGEST_BODY && (isWanted || TELLING.areIn(json))
        ? WireObject.of(WireJson.parse(json))
        : WireObject.of(null);
  }

  /** Returns the finish reason in the server's own word, or null. */
  @Nullable String finishReason() {
    String reason = answer.text("stop_reason");
    return reason == null ? FinishReasons.ofFirst(answer) : reason;
  }

  /** Returns the token counts and the costs. */
  AnswerUsage usage() {
    return usage;
  }

  /** Returns the message of a failure that came with a success status, or null. */
  @Nullable String error() {
    return this == EMPTY ? null : AnswerFailures.find(answer);
  }

  /** Returns the reasoning in the answer, under any of its names. */
  List<MessageContent> reasoning() {
    if (this == EMPTY) {
      return List.of();
    }
    List<MessageContent> reasoning = new ArrayList<>(Reasonings.ofFields(message()));
    reasoning.addAll(Reasonings.ofContent(message()));
    // An answer of Anthropic's API is a message itself.
    reasoning.addAll(Reasonings.ofContent(answer));
    for (Message item : items) {
      item.contents().stream()
          .filter(content -> "reasoning".equals(content.type()))
          .forEach(reasoning::add);
    }
    return reasoning;
  }

  /** Returns the signatures of Gemini's tool calls in OpenAI's format, by the id of the call. */
  Map<String, String> signatures() {
    if (this == EMPTY) {
      return Map.of();
    }
    Map<String, String> signatures = new LinkedHashMap<>();
    for (ToolCall call : toolCalls()) {
      if (call.id() != null && call.reasoningSignature() != null) {
        signatures.put(call.id(), call.reasoningSignature());
      }
    }
    return signatures;
  }

  /**
   * Returns the tool calls as the server sent them, or an empty list if LangChain4j has the same
   * calls.
   */
  List<ToolExecutionRequest> otherToolCalls(AiMessage message) {
    if (!isDoubtful) {
      return List.of();
    }
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (ToolCall call : toolCalls()) {
      calls.add(
          ToolExecutionRequest.builder()
              .id(call.id())
              .name(Objects.requireNonNullElse(call.functionName(), ""))
              .arguments(call.functionArguments())
              .build());
    }
    return names(calls).equals(names(message.toolExecutionRequests())) ? List.of() : calls;
  }

  /** Splits the text of LangChain4j's message if the server marks its thoughts. */
  MarkedThoughts thoughts(@Nullable String text) {
    return MarkedThoughts.of(message(), text);
  }

  /** Tells whether the answer is one of the Responses API. */
  boolean isOfItems() {
    return !items.isEmpty();
  }

  private List<ToolCall> toolCalls() {
    List<ToolCall> calls = new ArrayList<>(ChatToolCalls.of(message()));
    items.forEach(item -> calls.addAll(item.toolCalls()));
    return calls;
  }

  private static List<String> names(List<ToolExecutionRequest> calls) {
    return calls.stream()
        .map(call -> call.id() + ' ' + call.name() + ' ' + call.arguments())
        .toList();
  }

  /** Returns the text, or the refusal, of an answer for which LangChain4j has neither, or null. */
  @Nullable String text() {
    String text = isDoubtful ? message().firstText("content", "refusal") : null;
    return text == null ? textOfItems() : text;
  }

  private @Nullable String textOfItems() {
    StringBuilder text = new StringBuilder();
    List<WireObject> output = answer.objects("output");
    for (int i = 0; i < items.size(); i++) {
      Message item = items.get(i);
      // The text of a call of the server's own tools is a result.
      if (TEXTS.contains(Objects.toString(output.get(i).string("type"), ""))) {
        text.append(Objects.toString(item.content(), ""));
        item.contents().stream()
            .filter(content -> "text".equals(content.type()))
            .forEach(content -> text.append(Objects.toString(content.text(), "")));
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** Returns Gemini's signature of the text in OpenAI's format, or null. */
  @Nullable String textSignature() {
    return this == EMPTY ? null : ThoughtSignatures.of(message());
  }

  private WireObject message() {
    List<WireObject> choices = answer.objects("choices");
    return choices.isEmpty() ? WireObject.of(null) : choices.get(0).object("message");
  }
}
