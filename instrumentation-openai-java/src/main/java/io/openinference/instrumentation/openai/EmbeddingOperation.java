// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.util.Map;

/** The embedding of texts. */
final class EmbeddingOperation implements Operation<EmbeddingSpan> {

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.EMBEDDING;
  }

  @Override
  public EmbeddingSpan start(OpenInferenceTracer tracer, Context parent, Host host) {
    return tracer.embedding().setParent(parent).startSpan();
  }

  @Override
  public void recordRequest(EmbeddingSpan span, WireRequest request) {
    span.input(request.json(), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      EmbeddingSpan span, WireRequest request, Map<String, ?> response, String json) {
    span.output(json, MimeType.JSON);
  }
}
