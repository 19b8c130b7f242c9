// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.EmbeddedText;
import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.TokenDetails;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.Texts;
import io.openinference.instrumentation.api.wire.Vectors;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operation that embeds texts; the specification gives it neither a system nor a provider. */
final class EmbeddingOperation implements Operation<EmbeddingSpan> {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("input", ContentKind.EMBEDDED_TEXT)
          .response("data", ContentKind.VECTOR)
          .build();

  private static final Object NO_VECTOR = List.of();

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
    WireObject body = exchange.request();
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
    span.invocationParameters(exchange.parameters(SHAPE));
    List<EmbeddedText> embeddings = new ArrayList<>();
    for (String text : Texts.of(body.get("input"))) {
      embeddings.add(Vectors.withoutVector(text));
    }
    // Recorded with the request, so that a failed call has its texts.
    span.embeddings(embeddings);
  }

  @Override
  public void recordResponse(
      EmbeddingSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    span.modelName(object.text("model"));
    span.tokenCount(TokenDetails.included(AnswerUsage.of(object).tokenCount()));
    AnswerFailures.record(span, object);
    span.embeddings(embeddings(Texts.of(exchange.request().get("input")), object.objects("data")));
  }

  @Override
  public void recordText(EmbeddingSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownVectors(text));
  }

  private static List<EmbeddedText> embeddings(List<String> texts, List<WireObject> data) {
    SparseList<Object> vectors = new SparseList<>(NO_VECTOR);
    for (WireObject element : data) {
      Object vector = element.get("embedding");
      vectors.put(element, vector == null ? NO_VECTOR : vector);
    }
    List<EmbeddedText> embeddings = new ArrayList<>();
    int size = Math.max(texts.size(), vectors.toList().size());
    for (int i = 0; i < size; i++) {
      String text = i < texts.size() ? texts.get(i) : null;
      Object vector = i < vectors.toList().size() ? vectors.toList().get(i) : NO_VECTOR;
      embeddings.add(Vectors.embedding(text, vector));
    }
    return embeddings;
  }
}
