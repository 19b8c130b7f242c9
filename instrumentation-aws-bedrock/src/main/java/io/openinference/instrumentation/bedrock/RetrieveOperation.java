// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search in a knowledge base. */
final class RetrieveOperation implements Operation<RetrieverSpan> {

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.RETRIEVER;
  }

  @Override
  public OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer.retriever("bedrock.retrieve");
  }

  @Override
  public void recordRequest(RetrieverSpan span, WireExchange exchange) {
    span.input(exchange.request().object("retrievalQuery").string("text"));
  }

  @Override
  public void recordResponse(
      RetrieverSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    // The documents are the output, and have settings of their own.
    span.documents(RetrievedDocuments.of(WireObject.of(response).objects("retrievalResults")));
  }
}
