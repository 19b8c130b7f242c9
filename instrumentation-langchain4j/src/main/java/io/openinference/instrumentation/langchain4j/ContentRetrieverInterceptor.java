// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces {@code ContentRetriever}. */
final class ContentRetrieverInterceptor extends PartSpanInterceptor<RetrieverSpan> {

  @Override
  protected OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().retriever(call.delegateName());
  }

  @Override
  protected Context parent(InterceptedCall call) {
    return retrievalContext(call.argument(Query.class));
  }

  /** Returns the context of the service that a query belongs to, or the current context. */
  static Context retrievalContext(@Nullable Query query) {
    Context current = Context.current();
    Invocation invocation = Invocations.find(invocationContext(query));
    return invocation == null ? current : invocation.retrievalContextWithin(current);
  }

  private static @Nullable InvocationContext invocationContext(@Nullable Query query) {
    return query == null || query.metadata() == null ? null : query.metadata().invocationContext();
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
      List<Content> contents =
          found.stream().filter(Content.class::isInstance).map(Content.class::cast).toList();
      span.documents(Documents.ofContents(contents));
      JsonValues.recordOutput(
          span,
          contents.stream()
              .map(content -> tracing.mask().document(content.textSegment().text()))
              .toList());
    }
  }
}
