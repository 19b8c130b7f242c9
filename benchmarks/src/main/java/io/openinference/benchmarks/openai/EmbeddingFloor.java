// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_EMBEDDINGS;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_MODEL_NAME;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_TEXT;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_VECTOR;
import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.openinference.semconv.EmbeddingAttributes;
import io.openinference.semconv.LlmAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An engineer's own code that sets the attributes of embeddings by hand. */
final class EmbeddingFloor {

  private static final String JSON = "application/json";
  private static final List<AttributeKey<String>> TEXTS =
      IntStream.range(0, Embedding.TEXTS)
          .mapToObj(i -> EMBEDDING_EMBEDDINGS.at(i, EMBEDDING_TEXT))
          .toList();
  private static final List<AttributeKey<List<Double>>> VECTORS =
      IntStream.range(0, Embedding.TEXTS)
          .mapToObj(i -> EMBEDDING_EMBEDDINGS.at(i, EMBEDDING_VECTOR))
          .toList();

  static SpanBuilder spanBuilder(Tracer tracer) {
    return tracer
        .spanBuilder("CreateEmbeddings")
        .setAttribute(OPENINFERENCE_SPAN_KIND, "EMBEDDING");
  }

  static void recordRequest(Span span, EmbeddingCreateParams params) {
    span.setAttribute(INPUT_VALUE, ChatFloor.json(params._body()));
    span.setAttribute(INPUT_MIME_TYPE, JSON);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", params.model());
    parameters.put("encoding_format", params.encodingFormat().orElseThrow());
    span.setAttribute(
        EmbeddingAttributes.EMBEDDING_INVOCATION_PARAMETERS, ChatFloor.json(parameters));
    List<String> texts = params.input().asArrayOfStrings();
    for (int i = 0; i < texts.size(); i++) {
      span.setAttribute(TEXTS.get(i), texts.get(i));
    }
  }

  static void recordResponse(Span span, CreateEmbeddingResponse response) {
    span.setAttribute(OUTPUT_VALUE, ChatFloor.json(response));
    span.setAttribute(OUTPUT_MIME_TYPE, JSON);
    span.setAttribute(EMBEDDING_MODEL_NAME, response.model());
    span.setAttribute(LlmAttributes.LLM_TOKEN_COUNT_PROMPT, response.usage().promptTokens());
    span.setAttribute(LlmAttributes.LLM_TOKEN_COUNT_TOTAL, response.usage().totalTokens());
    for (int i = 0; i < response.data().size(); i++) {
      span.setAttribute(VECTORS.get(i), doubles(response.data().get(i).embedding()));
    }
  }

  /** By their decimal digits, as 0.1f is no 0.1 when it is widened. */
  private static List<Double> doubles(List<Float> floats) {
    List<Double> doubles = new ArrayList<>(floats.size());
    for (Float number : floats) {
      doubles.add(Double.valueOf(number.toString()));
    }
    return doubles;
  }

  private EmbeddingFloor() {}
}
