// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.Vectors;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation that embeds texts. The specification gives its span neither a system nor a provider.
 *
 * @since 0.1.0
 */
public final class EmbeddingOperation implements Operation<EmbeddingSpan> {

  private final EmbeddingMapper mapper;

  /** Creates an operation. */
  public EmbeddingOperation(EmbeddingMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.EMBEDDING;
  }

  @Override
  public OpenInferenceSpanBuilder<EmbeddingSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer.embedding();
  }

  @Override
  public void recordRequest(EmbeddingSpan span, WireExchange exchange) {
    span.input(exchange.requestJson(mapper.shape()), MimeType.JSON);
    span.invocationParameters(exchange.parameters(mapper.shape()));
    mapper.recordRequest(span, exchange);
    // Recorded with the request, so that a failed call has its texts.
    span.embeddings(Vectors.embeddings(mapper.texts(exchange.request()), List.of()));
  }

  @Override
  public void recordResponse(
      EmbeddingSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(exchange.responseJson(mapper.shape(), response, json), MimeType.JSON);
    mapper.recordResponse(span, object);
    span.embeddings(Vectors.embeddings(mapper.texts(exchange.request()), mapper.vectors(object)));
  }

  @Override
  public void recordText(EmbeddingSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownVectors(text));
  }
}
