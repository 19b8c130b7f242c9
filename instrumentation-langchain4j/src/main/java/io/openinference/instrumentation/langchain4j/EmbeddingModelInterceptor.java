// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.wire.Vectors;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;

/** Traces {@code EmbeddingModel}. */
final class EmbeddingModelInterceptor extends PartSpanInterceptor<EmbeddingSpan> {

  private static final OptionalProperty MODEL_NAME = OptionalProperty.named("modelName");
  private static final OptionalProperty TOKEN_USAGE = OptionalProperty.named("tokenUsage");
  private static final OptionalProperty EMBEDDINGS = OptionalProperty.named("embeddings");

  /** The value of {@code modelName()} if a model does not know its name. */
  private static final String UNKNOWN = "unknown";

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return method.getName().equals("doEmbedAsync") ? Route.pass() : Route.funnel(this);
  }

  @Override
  protected OpenInferenceSpanBuilder<EmbeddingSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().embedding();
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.EMBEDDING;
  }

  @Override
  protected void recordRequest(EmbeddingSpan span, Tracing tracing, InterceptedCall call) {
    String modelName = MODEL_NAME.readString(call.delegate());
    span.modelName(UNKNOWN.equals(modelName) ? null : modelName);
    List<String> texts = ArgumentTexts.of(call.argument(0));
    if (texts.size() == 1) {
      span.input(tracing.mask().embeddedText(texts.get(0)));
    } else {
      JsonValues.recordInput(span, texts.stream().map(tracing.mask()::embeddedText).toList());
    }
    // Recorded before the call, so that a failed call has its texts too.
    span.embeddings(Vectors.embeddings(texts, List.of()));
  }

  @Override
  protected void recordResult(
      EmbeddingSpan span, Tracing tracing, InterceptedCall call, Object result) {
    String modelName = MODEL_NAME.readString(result);
    span.modelName(UNKNOWN.equals(modelName) ? null : modelName);
    if (TOKEN_USAGE.read(result) instanceof TokenUsage usage) {
      span.tokenCount(TokenCounts.map(usage));
    }
    span.embeddings(Vectors.embeddings(ArgumentTexts.of(call.argument(0)), vectors(result)));
  }

  private static List<float[]> vectors(Object result) {
    Object content =
        result instanceof Response<?> response ? response.content() : EMBEDDINGS.read(result);
    List<?> embeddings =
        content instanceof List<?> list ? list : Collections.singletonList(content);
    return embeddings.stream()
        .filter(Embedding.class::isInstance)
        .map(embedding -> ((Embedding) embedding).vector())
        .toList();
  }
}
