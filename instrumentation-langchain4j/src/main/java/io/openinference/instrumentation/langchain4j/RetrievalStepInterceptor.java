// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces a step of a retrieval: {@code RetrievalAugmentor}, {@code QueryTransformer}, {@code
 * QueryRouter} or {@code ContentAggregator}.
 */
class RetrievalStepInterceptor extends PartSpanInterceptor<ChainSpan> {

  @Override
  protected OpenInferenceSpanBuilder<ChainSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return tracing.tracer().chain(call.delegateName());
  }

  @Override
  protected Context parent(InterceptedCall call) {
    return ContentRetrieverInterceptor.retrievalContext(query(call));
  }

  private static @Nullable Query query(InterceptedCall call) {
    Query query = call.argument(Query.class);
    if (query != null) {
      return query;
    }
    AugmentationRequest request = call.argument(AugmentationRequest.class);
    if (request != null) {
      Metadata metadata = request.metadata();
      return metadata == null ? null : Query.from("augmentation", metadata);
    }
    Map<?, ?> queryToContents = call.argument(Map.class);
    return queryToContents == null
        ? null
        : queryToContents.keySet().stream()
            .filter(Query.class::isInstance)
            .map(Query.class::cast)
            .findFirst()
            .orElse(null);
  }

  @Override
  protected void recordRequest(ChainSpan span, Tracing tracing, InterceptedCall call) {
    AugmentationRequest request = call.argument(AugmentationRequest.class);
    Query query = call.argument(Query.class);
    Map<?, ?> queryToContents = call.argument(Map.class);
    if (request != null) {
      JsonValues.recordInput(span, tracing.inputJson(request.chatMessage()));
    } else if (query != null) {
      span.input(query.text());
    } else if (queryToContents != null) {
      JsonValues.recordInput(
          span, queryToContents.keySet().stream().map(RetrievalStepInterceptor::text).toList());
    }
  }

  @Override
  protected void recordResult(
      ChainSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof AugmentationResult augmented) {
      // The augmented message contains the documents' text.
      JsonValues.recordOutput(
          span,
          tracing.mask().hidesDocuments()
              ? TraceConfig.REDACTED_VALUE
              : tracing.inputJson(augmented.chatMessage()));
    } else if (result instanceof Collection<?> collection) {
      JsonValues.recordOutput(span, outputs(tracing, collection));
    }
  }

  private static List<String> outputs(Tracing tracing, Collection<?> collection) {
    return collection.stream()
        .map(
            element ->
                element instanceof Content ? tracing.mask().document(text(element)) : text(element))
        .toList();
  }

  private static String text(@Nullable Object element) {
    if (element instanceof Query query) {
      return query.text();
    }
    return element instanceof Content content
        ? content.textSegment().text()
        : String.valueOf(element);
  }
}
