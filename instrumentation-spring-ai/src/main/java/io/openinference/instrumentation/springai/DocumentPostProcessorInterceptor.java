// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RerankerSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.Collection;
import org.springframework.ai.rag.Query;

/** Traces {@code DocumentPostProcessor}, which reorders or filters documents. */
final class DocumentPostProcessorInterceptor extends PartInterceptor<RerankerSpan> {

  @Override
  protected OpenInferenceSpanBuilder<RerankerSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().reranker(call.delegateName());
  }

  @Override
  protected void recordRequest(RerankerSpan span, Tracing tracing, InterceptedCall call) {
    Query query = call.argument(Query.class);
    if (query != null) {
      span.query(query.text()).input(query.text());
    }
    if (call.argument(1) instanceof Collection<?> documents) {
      span.inputDocuments(Documents.map(Documents.in(documents)));
    }
  }

  @Override
  protected void recordResult(
      RerankerSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Collection<?> documents) {
      span.outputDocuments(Documents.map(Documents.in(documents)));
      // The documents repeat those that went in.
      boolean isHidden = tracing.config().hideInputs() || Documents.areHidden(tracing);
      JsonValues.recordOutput(span, Documents.texts(Documents.in(documents), isHidden));
    }
  }
}
