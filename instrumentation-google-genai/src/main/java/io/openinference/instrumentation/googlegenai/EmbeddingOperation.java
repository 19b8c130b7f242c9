// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

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
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The embedding of texts: {@code embedContent}, {@code batchEmbedContents}, and {@code predict} of
 * Vertex. By the specification it has neither system nor provider.
 */
final class EmbeddingOperation implements Operation<EmbeddingSpan> {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("requests", ContentKind.EMBEDDED_TEXT)
          .request("content", ContentKind.EMBEDDED_TEXT)
          .request("instances", ContentKind.EMBEDDED_TEXT)
          .request("title", ContentKind.EMBEDDED_TEXT)
          .response("embeddings", ContentKind.VECTOR)
          .response("embedding", ContentKind.VECTOR)
          .response("predictions", ContentKind.VECTOR)
          .response("error", ContentKind.ERROR)
          .details("usageMetadata", "metadata", "truncated")
          .build();

  private static final List<String> TEXTS = List.of("requests", "instances");
  private static final List<String> OF_EACH_TEXT =
      List.of("taskType", "task_type", "outputDimensionality", "autoTruncate");

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
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
    span.modelName(exchange.request().text("model"));
    span.invocationParameters(parameters(exchange));
    List<EmbeddedText> embeddings = new ArrayList<>();
    for (String text : texts(exchange.request())) {
      embeddings.add(Vectors.withoutVector(text));
    }
    // Already here, so that a call that fails has its texts.
    span.embeddings(embeddings);
  }

  /** Parameters stand beside each text. They are those of the call, and so the same for all. */
  private static String parameters(WireExchange exchange) {
    Map<String, Object> parameters =
        new LinkedHashMap<>(WireJson.parse(exchange.parameters(SHAPE)));
    WireObject request = exchange.request();
    for (String list : TEXTS) {
      WireObject first =
          WireObject.of(request.list(list).isEmpty() ? null : request.list(list).get(0));
      for (String name : OF_EACH_TEXT) {
        Object value = first.get(name);
        if (value != null) {
          parameters.put(name, value);
        }
      }
    }
    return WireJson.toJson(parameters);
  }

  @Override
  public void recordResponse(
      EmbeddingSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    span.embeddings(embeddings(texts(exchange.request()), vectors(object)));
    span.tokenCount(tokenCount(object));
    Failures.record(span, object);
  }

  @Override
  public void recordText(EmbeddingSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownVectors(text));
  }

  private static List<String> texts(WireObject request) {
    List<String> texts = new ArrayList<>();
    if (!request.object("content").isEmpty()) {
      texts.add(text(request.object("content")));
    }
    for (WireObject single : request.objects("requests")) {
      texts.add(text(single.object("content")));
    }
    for (WireObject instance : request.objects("instances")) {
      String text = instance.firstString("content", "text", "prompt");
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  private static String text(WireObject content) {
    StringBuilder text = new StringBuilder();
    for (WireObject part : content.objects("parts")) {
      String piece = part.string("text");
      text.append(piece == null ? "" : piece);
    }
    return text.toString();
  }

  private static List<Object> vectors(WireObject response) {
    List<Object> vectors = new ArrayList<>();
    if (!response.object("embedding").isEmpty()) {
      vectors.add(values(response.object("embedding")));
    }
    for (WireObject embedding : response.objects("embeddings")) {
      vectors.add(values(embedding));
    }
    for (WireObject prediction : response.objects("predictions")) {
      Object multimodal = prediction.first("textEmbedding", "imageEmbedding");
      vectors.add(multimodal == null ? values(prediction.object("embeddings")) : multimodal);
    }
    return vectors;
  }

  private static Object values(WireObject embedding) {
    Object values = embedding.get("values");
    return values == null ? NO_VECTOR : values;
  }

  private static List<EmbeddedText> embeddings(List<String> texts, List<Object> vectors) {
    List<EmbeddedText> embeddings = new ArrayList<>();
    for (int i = 0; i < Math.max(texts.size(), vectors.size()); i++) {
      embeddings.add(
          Vectors.embedding(
              i < texts.size() ? texts.get(i) : null,
              i < vectors.size() ? vectors.get(i) : NO_VECTOR));
    }
    return embeddings;
  }

  /** Vertex counts the tokens of each text. */
  private static TokenCount tokenCount(WireObject response) {
    WireObject usage = response.object("usageMetadata");
    Long prompt = usage.number("promptTokenCount");
    if (prompt == null) {
      for (WireObject prediction : response.objects("predictions")) {
        WireObject statistics = prediction.object("embeddings").object("statistics");
        prompt = Usage.sum(prompt, statistics.number("token_count"));
      }
    }
    return TokenCount.builder()
        .prompt(prompt)
        .total(Usage.largest(prompt, usage.number("totalTokenCount")))
        .build();
  }
}
