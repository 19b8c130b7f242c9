// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RetrieverSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/** Records vector stores: RETRIEVER for a search, CHAIN for adding and deleting. */
final class VectorStoreRecorder
    extends ObservationRecorder<VectorStoreObservationContext, RetrieverSpan> {

  /** Returns the choice between the recorders of searches and of changes. */
  static RecorderChoice choice() {
    VectorStoreRecorder search = new VectorStoreRecorder();
    Change change = new Change();
    return observation -> isSearch(observation) ? search : change;
  }

  private static boolean isSearch(Observation.Context observation) {
    return observation instanceof VectorStoreObservationContext store
        && store.getOperationName().equals(VectorStoreObservationContext.Operation.QUERY.value());
  }

  @Override
  OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      Tracing tracing, VectorStoreObservationContext observation) {
    return tracing.tracer().retriever(observation.getDatabaseSystem());
  }

  @Override
  void recordStart(RetrieverSpan span, Tracing tracing, VectorStoreObservationContext observation) {
    SearchRequest request = observation.getQueryRequest();
    if (request != null) {
      span.input(request.getQuery());
      if (!tracing.config().hideInputs()) {
        span.metadata(parameters(request));
      }
    }
  }

  private static Map<String, Object> parameters(SearchRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("top_k", request.getTopK());
    parameters.put("similarity_threshold", request.getSimilarityThreshold());
    if (request.getFilterExpression() != null) {
      parameters.put("filter", request.getFilterExpression().toString());
    }
    return parameters;
  }

  @Override
  void recordStop(RetrieverSpan span, Tracing tracing, VectorStoreObservationContext observation) {
    if (observation.getQueryResponse() != null) {
      Documents.record(span, tracing, observation.getQueryResponse());
    }
  }

  /** Records the adding and deleting of documents, of which the observation has no data. */
  private static final class Change
      extends ObservationRecorder<VectorStoreObservationContext, ChainSpan> {

    @Override
    OpenInferenceSpanBuilder<ChainSpan> spanBuilder(
        Tracing tracing, VectorStoreObservationContext observation) {
      return tracing
          .tracer()
          .chain(observation.getDatabaseSystem() + " " + observation.getOperationName());
    }

    @Override
    void recordStart(ChainSpan span, Tracing tracing, VectorStoreObservationContext observation) {}

    @Override
    void recordStop(ChainSpan span, Tracing tracing, VectorStoreObservationContext observation) {}
  }
}
