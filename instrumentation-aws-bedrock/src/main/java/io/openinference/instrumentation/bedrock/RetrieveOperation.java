// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.call.SpanOperation;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;

/** A search in a knowledge base. */
final class RetrieveOperation extends SpanOperation<RetrieverSpan> {

  RetrieveOperation() {
    super(OpenInferenceSpanKind.RETRIEVER, tracer -> tracer.retriever("bedrock.retrieve"));
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
