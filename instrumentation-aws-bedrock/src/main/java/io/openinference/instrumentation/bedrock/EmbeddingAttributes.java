// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.EmbeddedText;
import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.Vectors;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The embedding of texts and images by Titan, Nova and Cohere. It has no system and no provider.
 */
final class EmbeddingOperation implements Operation<EmbeddingSpan> {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("inputText", ContentKind.EMBEDDED_TEXT)
          .request("texts", ContentKind.EMBEDDED_TEXT)
          .request("inputImage", ContentKind.INPUT)
          .request("images", ContentKind.INPUT)
          .request("inputs", ContentKind.INPUT)
          .request("singleEmbeddingParams", ContentKind.INPUT)
          .response("embedding", ContentKind.VECTOR)
          .response("embeddings", ContentKind.VECTOR)
          .response("embeddingsByType", ContentKind.VECTOR)
          .response("texts", ContentKind.EMBEDDED_TEXT)
          .details("id", "inputTextTokenCount", "response_type", "message")
          .build();

  private final CallDetails details;

  EmbeddingOperation(CallDetails details) {
    this.details = details;
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
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
    span.modelName(details.modelId());
    span.invocationParameters(exchange.parameters(SHAPE));
    // Already here, so that a call that fails has its texts.
    span.embeddings(embeddings(texts(exchange.request()), List.of()));
  }

  private static List<String> texts(WireObject request) {
    List<String> texts = new ArrayList<>();
    String single = request.object("singleEmbeddingParams").object("text").string("value");
    String text = single == null ? request.string("inputText") : single;
    if (text != null) {
      texts.add(text);
    }
    for (Object element : request.list("texts")) {
      texts.add(element instanceof String string ? string : "");
    }
    return texts;
  }

  @Override
  public void recordResponse(
      EmbeddingSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    Long counted = object.number("inputTextTokenCount");
    Long tokens = counted == null ? details.inputTokens() : counted;
    span.tokenCount(TokenCount.builder().prompt(tokens).total(tokens).build());
    span.embeddings(embeddings(texts(exchange.request()), vectors(object)));
  }

  @Override
  public void recordText(EmbeddingSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownVectors(text));
  }

  /** Returns the vectors of a response, of several types the floats. */
  private static List<?> vectors(WireObject response) {
    Object single = response.get("embedding");
    if (single != null) {
      return List.of(single);
    }
    Object byType = firstType(response.object("embeddingsByType"));
    if (byType != null) {
      return List.of(byType);
    }
    List<Object> vectors = new ArrayList<>();
    Object all = response.get("embeddings");
    List<?> list = all instanceof List<?> plain ? plain : listOfType(WireObject.of(all));
    for (Object vector : list) {
      Object inner = WireObject.of(vector).get("embedding");
      vectors.add(vector instanceof List ? vector : inner == null ? List.of() : inner);
    }
    return vectors;
  }

  private static List<?> listOfType(WireObject byType) {
    return firstType(byType) instanceof List<?> list ? list : List.of();
  }

  private static @Nullable Object firstType(WireObject byType) {
    Object floats = byType.get("float");
    return floats == null ? byType.first("int8", "uint8", "binary", "ubinary") : floats;
  }

  private static List<EmbeddedText> embeddings(List<String> texts, List<?> vectors) {
    List<EmbeddedText> embeddings = new ArrayList<>();
    for (int i = 0; i < Math.max(texts.size(), vectors.size()); i++) {
      String text = i < texts.size() ? texts.get(i) : null;
      Object vector = i < vectors.size() ? vectors.get(i) : null;
      embeddings.add(
          vector == null ? Vectors.withoutVector(text) : Vectors.embedding(text, vector));
    }
    return embeddings;
  }
}
