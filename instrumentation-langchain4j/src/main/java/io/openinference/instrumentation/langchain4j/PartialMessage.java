// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.StreamedText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a streamed message that has arrived: text, thinking and tool calls, limited by a
 * {@link ContentBudget}. Not thread-safe.
 */
final class PartialMessage {

  private final ContentBudget budget = ContentBudget.open();
  private final StreamedText text = new StreamedText(StreamedText.Kind.PROSE, budget);
  private final StreamedText thinking = new StreamedText(StreamedText.Kind.PROSE, budget);
  private final Map<Integer, Call> calls = new TreeMap<>();

  /** Adds the content of an event of the stream. */
  void add(Object event) {
    if (event instanceof String piece) {
      text.append(piece);
    } else if (event instanceof PartialResponse piece) {
      append(piece.text(), text);
    } else if (event instanceof PartialThinking piece) {
      append(piece.text(), thinking);
    } else if (event instanceof PartialToolCall piece) {
      Call call = call(piece.index(), piece.id(), piece.name());
      if (call != null) {
        appendArguments(piece.partialArguments(), call);
      }
    } else if (event instanceof CompleteToolCall complete) {
      complete(complete.index(), complete.toolExecutionRequest());
    }
  }

  private static void append(@Nullable String piece, StreamedText target) {
    if (piece != null) {
      target.append(piece);
    }
  }

  private void appendArguments(@Nullable String piece, Call call) {
    if (piece != null) {
      budget.append(piece, call.arguments);
    }
  }

  private @Nullable Call call(int index, @Nullable String id, @Nullable String name) {
    Call known = calls.get(index);
    if (known != null) {
      return known;
    }
    int size = ContentBudget.ENTRY + length(id) + length(name);
    if (!budget.takeWhole(size)) {
      return null;
    }
    Call call = new Call(id, name);
    calls.put(index, call);
    return call;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private void complete(int index, @Nullable ToolExecutionRequest request) {
    if (request == null) {
      return;
    }
    Call call = call(index, request.id(), request.name());
    if (call != null && call.arguments.isEmpty()) {
      appendArguments(request.arguments(), call);
    }
  }

  /** Tells whether nothing has arrived. */
  boolean isEmpty() {
    return text.isEmpty() && thinking.isEmpty() && calls.isEmpty();
  }

  String text() {
    return text.toString();
  }

  AiMessage toMessage() {
    return AiMessage.builder()
        .text(orNull(text))
        .thinking(orNull(thinking))
        .toolExecutionRequests(toolCalls())
        .build();
  }

  /**
   * Returns the last message of a stream, completed with arrived content that the message lacks. If
   * a text is too long, the message has its beginning.
   */
  @Nullable AiMessage completing(@Nullable AiMessage message) {
    if (isEmpty()) {
      return message;
    }
    if (message == null) {
      return toMessage();
    }
    boolean isCut = budget.isCut();
    return AiMessage.builder()
        .text(choose(message.text(), text, isCut))
        .thinking(choose(message.thinking(), thinking, isCut))
        .toolExecutionRequests(
            message.hasToolExecutionRequests() ? message.toolExecutionRequests() : toolCalls())
        .attributes(message.attributes())
        .build();
  }

  /** LangChain4j joins all fragments, also those that repeat the text so far. */
  private static @Nullable String choose(
      @Nullable String last, StreamedText arrived, boolean isCut) {
    boolean isMissing = last == null || last.isEmpty();
    boolean isArrivedBetter = isCut || isMissing || arrived.isRepeated();
    return isArrivedBetter && !arrived.isEmpty() ? arrived.toString() : last;
  }

  private static @Nullable String orNull(StreamedText text) {
    return text.isEmpty() ? null : text.toString();
  }

  private List<ToolExecutionRequest> toolCalls() {
    return calls.values().stream().map(Call::toRequest).toList();
  }

  /** Records how much content was left out. */
  void recordOmission(OpenInferenceSpan<?> span) {
    budget.recordOn(span);
  }

  /** Counts all content as left out, because memory is short. */
  void leaveOutAll() {
    budget.leaveOutAll();
  }

  /** Gives back the room of the limit that all spans share. */
  void close() {
    budget.close();
  }

  /** A tool call that arrives in a stream. */
  private static final class Call {

    private final @Nullable String id;
    private final @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();

    private Call(@Nullable String id, @Nullable String name) {
      this.id = id;
      this.name = name;
    }

    private ToolExecutionRequest toRequest() {
      return ToolExecutionRequest.builder()
          .id(id)
          .name(Objects.requireNonNullElse(name, ""))
          .arguments(arguments.toString())
          .build();
    }
  }
}
