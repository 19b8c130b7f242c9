// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the best passage of each document, so that the answer rests on several sources. */
final class SourceReranker {

  private final OpenInferenceTracer tracer;

  SourceReranker(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Reranks passages.
   *
   * @param passages the best first
   */
  List<Passage> rerank(String question, List<Passage> passages) {
    return tracer
        .reranker("rerank")
        .call(
            span -> {
              span.query(question).modelName("one-per-source");
              span.inputDocuments(passages.stream().map(Passage::toDocument).toList());
              Map<String, Passage> bestOfSource = new LinkedHashMap<>();
              passages.forEach(each -> bestOfSource.putIfAbsent(each.source(), each));
              List<Passage> best = List.copyOf(bestOfSource.values());
              span.topK(best.size());
              span.outputDocuments(best.stream().map(Passage::toDocument).toList());
              return best;
            });
  }
}
