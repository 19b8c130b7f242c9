// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.call.EmbeddingMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the embedding of texts and images by Titan, Nova and Cohere. */
final class EmbeddingAttributes implements EmbeddingMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("inputText", ContentKind.EMBEDDED_TEXT)
          .request("texts", ContentKind.EMBEDDED_TEXT)
          .request("inputImage", ContentKind.INPUT)
          .request("images", ContentKind.INPUT)
          .request("inputs", ContentKind.EMBEDDED_TEXT)
          .request("singleEmbeddingParams", ContentKind.EMBEDDED_TEXT)
          .response("embedding", ContentKind.VECTOR)
          .response("embeddings", ContentKind.VECTOR)
          .response("embeddingsByType", ContentKind.VECTOR)
          .response("data", ContentKind.VECTOR)
          .response("texts", ContentKind.EMBEDDED_TEXT)
          .details("id", "inputTextTokenCount", "response_type", "message")
          .build();

  private final CallDetails details;

  EmbeddingAttributes(CallDetails details) {
    this.details = details;
  }

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public void recordRequest(EmbeddingSpan span, WireExchange exchange) {
    span.modelName(details.modelId());
  }

  @Override
  public List<String> texts(WireObject request) {
    List<String> texts = new ArrayList<>();
    String single = request.object("singleEmbeddingParams").object("text").string("value");
    String text = single == null ? request.string("inputText") : single;
    if (text != null) {
      texts.add(text);
    }
    for (Object element : request.list("texts")) {
      texts.add(element instanceof String string ? string : "");
    }
    request.objects("inputs").forEach(input -> texts.add(input.joined("content", "text")));
    return texts;
  }

  @Override
  public void recordResponse(EmbeddingSpan span, WireObject response) {
    Long counted = response.number("inputTextTokenCount");
    Long tokens = counted == null ? details.headerTokens().prompt() : counted;
    span.tokenCount(TokenCount.builder().prompt(tokens).total(tokens).build());
  }

  /** Returns the vectors of a response, of several types the floats. */
  @Override
  public List<?> vectors(WireObject response) {
    Object single = response.get("embedding");
    if (single != null) {
      return List.of(single);
    }
    Object byType = firstType(response.object("embeddingsByType"));
    if (byType != null) {
      return List.of(byType);
    }
    List<Object> vectors = new ArrayList<>();
    Object all = response.first("embeddings", "data");
    Object list = all instanceof List ? all : firstType(WireObject.of(all));
    for (Object vector : list instanceof List<?> several ? several : List.of()) {
      Object inner = WireObject.of(vector).get("embedding");
      vectors.add(vector instanceof List ? vector : inner == null ? List.of() : inner);
    }
    return vectors;
  }

  private static @Nullable Object firstType(WireObject byType) {
    return byType.first("float", "int8", "uint8", "binary", "ubinary");
  }
}
