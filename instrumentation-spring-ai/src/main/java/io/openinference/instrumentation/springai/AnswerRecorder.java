// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.answer.ThoughtfulMessages;
import io.openinference.semconv.MimeType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/** Records the answer of a chat model. */
final class AnswerRecorder {

  /**
   * Records an answer.
   *
   * @param details the usage that arrived in a stream, or null for the usage of the response
   */
  static void record(
      LlmSpan span,
      Tracing tracing,
      ChatModelObservationContext observation,
      ChatResponse response,
      @Nullable Usage details) {
    String provider = observation.getOperationMetadata().provider();
    ChatResponseMetadata metadata = response.getMetadata();
    String model = metadata == null ? null : OptionalTexts.orNull(metadata.getModel());
    span.modelNames(null, model);
    ModelOrigin.recordAnswering(span, model);
    Usage reported = metadata == null ? null : metadata.getUsage();
    Usage usage = details == null ? reported : details;
    if (usage != null) {
      Usage before = reportedBefore(tracing, observation.getRequest(), usage);
      span.tokenCount(TokenCounts.of(usage, before, provider));
    }
    List<Generation> results = response.getResults();
    if (!results.isEmpty() && results.get(0).getMetadata() != null) {
      String reason = results.get(0).getMetadata().getFinishReason();
      span.finishReason(FinishReasonNames.onTheWire(reason, provider));
    }
    recordMessages(
        span,
        tracing,
        results.stream().map(Generation::getOutput).toList(),
        model,
        ChatModelRecorder.modelName(observation.getRequest().getOptions()));
    remember(tracing, results, usage);
  }

  /** Returns the sum that a tool loop of Spring AI 1 has reported before, or null. */
  private static @Nullable Usage reportedBefore(Tracing tracing, Prompt prompt, Usage usage) {
    AssistantMessage message =
        ToolLoops.areInModel(prompt.getOptions())
            ? Messages.answeredByTools(prompt.getInstructions())
            : null;
    Usage before = message == null ? null : tracing.reportedUsages().get(message);
    return before != null && (usage == before || TokenCounts.isSum(usage)) ? before : null;
  }

  private static void remember(Tracing tracing, List<Generation> results, @Nullable Usage usage) {
    if (usage != null) {
      for (Generation result : results) {
        if (result.getOutput().hasToolCalls()) {
          tracing.reportedUsages().put(result.getOutput(), usage);
        }
      }
    }
  }

  /**
   * @param answering the model that the answer names, or null
   * @param requested the model that the request names, or null
   */
  static void recordMessages(
      LlmSpan span,
      Tracing tracing,
      List<AssistantMessage> messages,
      @Nullable String answering,
      @Nullable String requested) {
    span.outputMessages(ThoughtfulMessages.of(Messages.map(messages), answering, requested));
    if (messages.size() == 1 && Messages.isText(messages.get(0))) {
      String text = messages.get(0).getText();
      span.output(tracing.outputRedactor().redactText(text == null ? "" : text), MimeType.TEXT);
    } else if (messages.size() == 1) {
      JsonValues.recordOutput(span, tracing.output().of(messages.get(0)));
    } else if (!messages.isEmpty()) {
      JsonValues.recordOutput(span, tracing.output().of(messages));
    }
  }

  private AnswerRecorder() {}
}
