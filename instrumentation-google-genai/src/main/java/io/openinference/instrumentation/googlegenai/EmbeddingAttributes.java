// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.call.EmbeddingMapper;
import io.openinference.instrumentation.api.gemini.GeminiFailures;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Maps {@code embedContent}, {@code batchEmbedContents}, and {@code predict} of Vertex. */
final class EmbeddingAttributes implements EmbeddingMapper {

  private static final String CONFIG = "embedContentConfig";

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("requests", ContentKind.EMBEDDED_TEXT)
          .request("content", ContentKind.EMBEDDED_TEXT)
          .request("instances", ContentKind.EMBEDDED_TEXT)
          .request("title", ContentKind.EMBEDDED_TEXT)
          // It has the title among the parameters.
          .parameter(CONFIG, ContentKind.EMBEDDING_SETTINGS)
          .response("embeddings", ContentKind.VECTOR)
          .response("embedding", ContentKind.VECTOR)
          .response("predictions", ContentKind.VECTOR)
          .response("error", ContentKind.ERROR)
          .details("usageMetadata", "metadata", "truncated")
          .build();

  private static final List<String> TEXTS = List.of("requests", "instances");
  private static final List<String> OF_EACH_TEXT =
      List.of(
          "taskType",
          "task_type",
          "outputDimensionality",
          "autoTruncate",
          "documentOcr",
          "audioTrackExtraction");

  private static final Object NO_VECTOR = List.of();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public void recordRequest(EmbeddingSpan span, WireExchange exchange) {
    span.modelName(exchange.request().text("model"));
    span.invocationParameters(parameters(exchange));
  }

  /** Parameters stand beside each text, where they are the same for all, or in an object. */
  private static String parameters(WireExchange exchange) {
    Map<String, Object> parameters = exchange.flatParameters(SHAPE, "parameters");
    parameters.remove(CONFIG);
    addParameters(exchange.request().object(CONFIG), parameters);
    for (String list : TEXTS) {
      List<?> texts = exchange.request().list(list);
      addParameters(WireObject.of(texts.isEmpty() ? null : texts.get(0)), parameters);
    }
    return WireJson.toJson(parameters);
  }

  private static void addParameters(WireObject source, Map<String, Object> parameters) {
    for (String name : OF_EACH_TEXT) {
      Object value = source.get(name);
      if (value != null) {
        parameters.put(name, value);
      }
    }
  }

  @Override
  public void recordResponse(EmbeddingSpan span, WireObject response) {
    span.tokenCount(tokenCount(response));
    GeminiFailures.record(span, response);
  }

  @Override
  public List<String> texts(WireObject request) {
    List<String> texts = new ArrayList<>();
    if (!request.object("content").isEmpty()) {
      texts.add(request.object("content").joined("parts", "text"));
    }
    for (WireObject single : request.objects("requests")) {
      texts.add(single.object("content").joined("parts", "text"));
    }
    for (WireObject instance : request.objects("instances")) {
      String text = instance.firstString("content", "text", "prompt");
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  @Override
  public List<?> vectors(WireObject response) {
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

  /** Vertex counts the tokens of each text. */
  private static TokenCount tokenCount(WireObject response) {
    WireObject usage = response.object("usageMetadata");
    Long prompt = usage.number("promptTokenCount");
    if (prompt == null) {
      for (WireObject prediction : response.objects("predictions")) {
        WireObject statistics = prediction.object("embeddings").object("statistics");
        prompt = TokenSums.sum(prompt, statistics.number("token_count"));
      }
    }
    return TokenCount.builder()
        .prompt(prompt)
        .total(TokenSums.largest(prompt, usage.number("totalTokenCount")))
        .build();
  }
}
