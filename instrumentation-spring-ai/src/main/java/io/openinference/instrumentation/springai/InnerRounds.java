// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Ends the span of a streaming model call when the model has answered.
 *
 * <p>The streams of Spring AI 1 run tools, and the next call of the model, inside the first call's
 * observation. That observation stops last, with the text of all calls. The span of the first call
 * ends when the first tool starts.
 */
final class InnerRounds {

  private final LlmSpan span;
  private final Tracing tracing;
  private final ChatModelObservationContext observation;
  private final List<ToolCall> toolCalls = new ArrayList<>();
  private final @Nullable StreamTap tap;
  private final @Nullable StreamedAnswer streamed;
  private @Nullable Instant answered;

  InnerRounds(LlmSpan span, Tracing tracing, ChatModelObservationContext observation) {
    this.span = span;
    this.tracing = tracing;
    this.observation = observation;
    this.tap = StreamTap.take();
    this.streamed = tap == null || !span.isRecording() ? null : tap.begin();
  }

  /** Called when an observation starts inside. */
  synchronized void started(Observation.Context inner) {
    if (inner instanceof ToolCallingObservationContext tool) {
      answer();
      toolCalls.add(
          ToolCall.of(null, tool.getToolDefinition().name(), tool.getToolCallArguments()));
    } else if (inner instanceof ChatModelObservationContext next) {
      answer();
      AssistantMessage message = Messages.lastWithToolCalls(next.getRequest().getInstructions());
      if (message != null && span.isRecording()) {
        String model = ChatModelRecorder.modelName(observation.getRequest().getOptions());
        AnswerRecorder.recordMessages(span, tracing, List.of(message), null, model);
      }
      end();
      if (tap != null) {
        tap.handOn();
      }
    }
  }

  /** Called with the answer of the model before its tools run. */
  synchronized void answered(ChatResponse response) {
    answer();
    record(response);
    end();
  }

  private void record(ChatResponse response) {
    if (span.isRecording()) {
      AnswerRecorder.record(
          span, tracing, observation, response, streamed == null ? null : streamed.usage());
    }
  }

  private void answer() {
    if (answered == null) {
      answered = Instant.now();
    }
  }

  private void end() {
    if (streamed != null) {
      streamed.close(span);
    }
    if (answered != null) {
      span.end(answered);
    }
  }

  /** Called when the observation stops. */
  synchronized void stop() {
    ChatResponse response = observation.getResponse();
    if (answered != null) {
      if (span.isRecording()) {
        span.outputMessages(
            List.of(Message.builder("assistant").toolCalls(List.copyOf(toolCalls)).build()));
      }
    } else if (response != null) {
      record(response);
    } else if (streamed != null) {
      // The stream was cancelled, or it has failed.
      ChatResponse arrived = streamed.toResponse();
      if (arrived != null) {
        record(arrived);
      }
    }
    end();
  }
}
