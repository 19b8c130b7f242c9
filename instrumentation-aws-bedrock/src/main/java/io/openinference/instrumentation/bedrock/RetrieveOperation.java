// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.call.SpanOperation;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search in a knowledge base. */
final class RetrieveOperation extends SpanOperation<RetrieverSpan> {

  private final CallDetails details;

  RetrieveOperation(CallDetails details) {
    super(OpenInferenceSpanKind.RETRIEVER, tracer -> tracer.retriever("bedrock.retrieve"));
    this.details = details;
  }

  @Override
  public void recordRequest(RetrieverSpan span, WireExchange exchange) {
    span.input(exchange.request().object("retrievalQuery").string("text"));
    recordKnowledgeBase(span, details.text("knowledgeBaseId"));
  }

  @Override
  public void recordResponse(
      RetrieverSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    // The documents are the output, and have settings of their own.
    span.documents(RetrievedDocuments.of(WireObject.of(response).objects("retrievalResults")));
  }

  /**
   * Records which knowledge base is asked. No attribute of OpenInference has it, and so it is where
   * Python has it. The rest of the configuration may hold prompts and filters with content.
   */
  static void recordKnowledgeBase(RetrieverSpan span, @Nullable String id) {
    if (id != null) {
      span.setAttribute(
          LlmAttributes.LLM_INVOCATION_PARAMETERS, WireJson.toJson(Map.of("knowledgeBaseId", id)));
    }
  }
}
