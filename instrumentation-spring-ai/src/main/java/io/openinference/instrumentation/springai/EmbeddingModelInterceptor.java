// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Traces {@code EmbeddingModel}, for models that Spring AI does not observe. */
final class EmbeddingModelInterceptor extends PartInterceptor<EmbeddingSpan> {

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
    EmbeddingRequest request = request(call);
    if (request != null) {
      EmbeddingModelRecorder.recordRequest(span, tracing, request);
    }
  }

  private static @Nullable EmbeddingRequest request(InterceptedCall call) {
    Object first = call.argument(0);
    if (first instanceof EmbeddingRequest request) {
      return request;
    }
    return first instanceof Document document && document.getText() != null
        ? new EmbeddingRequest(List.of(document.getText()), null)
        : null;
  }

  @Override
  protected void recordResult(
      EmbeddingSpan span, Tracing tracing, InterceptedCall call, Object result) {
    EmbeddingRequest request = request(call);
    if (request != null && result instanceof EmbeddingResponse response) {
      EmbeddingModelRecorder.recordResponse(span, request, response);
    } else if (request != null && result instanceof float[] vector) {
      EmbeddingModelRecorder.recordResponse(
          span, request, new EmbeddingResponse(List.of(new Embedding(vector, 0))));
    }
  }
}
