// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.wire.Vectors;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/** Records calls of {@code EmbeddingModel}. */
final class EmbeddingModelRecorder
    extends ObservationRecorder<EmbeddingModelObservationContext, EmbeddingSpan> {

  @Override
  OpenInferenceSpanBuilder<EmbeddingSpan> spanBuilder(
      Tracing tracing, EmbeddingModelObservationContext observation) {
    return tracing.tracer().embedding();
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.EMBEDDING;
  }

  @Override
  void recordStart(
      EmbeddingSpan span, Tracing tracing, EmbeddingModelObservationContext observation) {
    recordRequest(span, tracing, observation.getRequest());
  }

  static void recordRequest(EmbeddingSpan span, Tracing tracing, EmbeddingRequest request) {
    EmbeddingOptions options = request.getOptions();
    if (options != null) {
      span.modelName(OptionalTexts.orNull(options.getModel()));
      span.invocationParameters(OptionParameters.of(options, tracing.addedFields()));
    }
    List<String> texts = request.getInstructions();
    if (texts.size() == 1) {
      span.input(masked(texts.get(0), tracing.config()));
    } else {
      JsonValues.recordInput(
          span, texts.stream().map(text -> masked(text, tracing.config())).toList());
    }
    // Recorded before the call, so that a failed call has its texts too.
    span.embeddings(Vectors.embeddings(texts, List.of()));
  }

  private static String masked(String text, TraceConfig config) {
    return config.hideInputs() || config.hideEmbeddingsText() ? TraceConfig.REDACTED_VALUE : text;
  }

  @Override
  void recordStop(
      EmbeddingSpan span, Tracing tracing, EmbeddingModelObservationContext observation) {
    if (observation.getResponse() != null) {
      recordResponse(span, observation.getRequest(), observation.getResponse());
    }
  }

  static void recordResponse(
      EmbeddingSpan span, EmbeddingRequest request, EmbeddingResponse response) {
    EmbeddingResponseMetadata metadata = response.getMetadata();
    if (metadata != null) {
      span.modelName(OptionalTexts.orNull(metadata.getModel()));
      span.tokenCount(tokenCount(metadata.getUsage()));
    }
    span.embeddings(
        Vectors.embeddings(
            request.getInstructions(),
            response.getResults().stream().map(Embedding::getOutput).toList()));
  }

  private static @Nullable TokenCount tokenCount(@Nullable Usage usage) {
    if (usage == null || usage.getPromptTokens() == null || usage.getPromptTokens() <= 0) {
      return null;
    }
    return TokenCount.builder()
        .prompt(usage.getPromptTokens())
        .total(usage.getTotalTokens())
        .build();
  }
}
