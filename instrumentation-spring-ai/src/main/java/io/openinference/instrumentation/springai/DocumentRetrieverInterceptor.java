// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.Collection;
import org.springframework.ai.rag.Query;

/** Traces {@code DocumentRetriever}. */
final class DocumentRetrieverInterceptor extends PartInterceptor<RetrieverSpan> {

  @Override
  protected OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().retriever(call.delegateName());
  }

  @Override
  protected void recordRequest(RetrieverSpan span, Tracing tracing, InterceptedCall call) {
    Query query = call.argument(Query.class);
    span.input(query == null ? null : query.text());
  }

  @Override
  protected void recordResult(
      RetrieverSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Collection<?> found) {
      Documents.record(span, tracing, Documents.in(found));
    }
  }
}
