// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces the searches of {@code EmbeddingStore}; its other methods are not traced. */
final class EmbeddingStoreInterceptor extends PartSpanInterceptor<RetrieverSpan> {

  @Override
  protected OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().retriever(call.delegateName());
  }

  @Override
  protected void recordRequest(RetrieverSpan span, Tracing tracing, InterceptedCall call) {
    EmbeddingSearchRequest request = call.argument(EmbeddingSearchRequest.class);
    if (request != null) {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("max_results", request.maxResults());
      input.put("min_score", request.minScore());
      if (request.filter() != null) {
        input.put("filter", request.filter().toString());
      }
      span.inputJson(input);
    }
  }

  @Override
  protected void recordResult(
      RetrieverSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof EmbeddingSearchResult<?> found) {
      List<? extends EmbeddingMatch<?>> matches = found.matches();
      span.documents(Documents.ofMatches(matches));
    }
  }
}
