// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer from a knowledge base, with the documents that it cites. */
final class GenerateOperation implements Operation<RetrieverSpan> {

  private final String spanName;
  private final CallDetails details;

  GenerateOperation(String spanName, CallDetails details) {
    this.spanName = spanName;
    this.details = details;
  }

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.RETRIEVER;
  }

  @Override
  public OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer.retriever(spanName);
  }

  @Override
  public void recordRequest(RetrieverSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    WireObject config = request.object("retrieveAndGenerateConfiguration");
    String arn = config.object("knowledgeBaseConfiguration").text("modelArn");
    if (arn == null) {
      arn = config.object("externalSourcesConfiguration").text("modelArn");
    }
    span.input(request.object("input").string("text"));
    span.setAttribute(LlmAttributes.LLM_MODEL_NAME, arn);
    RetrieveOperation.recordKnowledgeBase(
        span, config.object("knowledgeBaseConfiguration").text("knowledgeBaseId"));
    recordSession(span, details.text("sessionId"));
  }

  @Override
  public void recordResponse(
      RetrieverSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(object.object("output").string("text"));
    span.documents(RetrievedDocuments.ofCitations(object.objects("citations")));
    recordSession(span, object.text("sessionId"));
  }

  private static void recordSession(RetrieverSpan span, @Nullable String id) {
    if (id != null) {
      span.sessionId(id);
    }
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return FrameAccumulator.ofEvents(budget, Events::new);
  }

  private static final class Events implements StreamAccumulator {

    private final ContentBudget budget;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> citations = new ArrayList<>();
    private boolean started;

    Events(ContentBudget budget) {
      this.budget = budget;
    }

    @Override
    public boolean add(Map<String, ?> event) {
      started = true;
      WireObject object = WireObject.of(event);
      String piece = object.object("output").string("text");
      budget.append(piece == null ? "" : piece, text);
      WireObject citation = object.object("citation");
      Object whole =
          citation.get("citation") == null ? citation.fields() : citation.get("citation");
      if (!citation.isEmpty() && budget.takeWhole(JsonSize.of(whole))) {
        citations.add(whole);
      }
      return piece != null && !piece.isEmpty();
    }

    @Override
    public Map<String, ?> response() {
      if (!started) {
        return Map.of();
      }
      Map<String, Object> response = new LinkedHashMap<>();
      response.put("output", Map.of("text", text.toString()));
      response.put("citations", citations);
      return response;
    }
  }
}
