// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.TokenDetails;
import io.openinference.instrumentation.api.call.EmbeddingMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.Texts;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** Maps the embeddings API. */
final class EmbeddingAttributes implements EmbeddingMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("input", ContentKind.EMBEDDED_TEXT)
          .response("data", ContentKind.VECTOR)
          .build();

  private static final Object NO_VECTOR = List.of();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<String> texts(WireObject request) {
    return Texts.of(request.get("input"));
  }

  @Override
  public List<?> vectors(WireObject response) {
    SparseList<Object> vectors = new SparseList<>(NO_VECTOR);
    for (WireObject element : response.objects("data")) {
      Object vector = element.get("embedding");
      vectors.put(element, vector == null ? NO_VECTOR : vector);
    }
    return vectors.toList();
  }

  @Override
  public void recordResponse(EmbeddingSpan span, WireObject response) {
    span.modelName(response.text("model"));
    span.tokenCount(TokenDetails.included(AnswerUsage.of(response).tokenCount()));
    AnswerFailures.record(span, response);
  }
}
