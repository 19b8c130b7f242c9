// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.SpanOperation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Map;

/** An answer from a knowledge base, with the documents that it cites. */
final class GenerateOperation extends SpanOperation<RetrieverSpan> {

  /** The session of a stream, which the service chooses where the request has none. */
  private static final String SESSION = "x-amzn-bedrock-knowledge-base-session-id";

  private final CallDetails details;

  GenerateOperation(String spanName, CallDetails details) {
    super(OpenInferenceSpanKind.RETRIEVER, tracer -> tracer.retriever(spanName));
    this.details = details;
  }

  @Override
  public void recordRequest(RetrieverSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    WireObject config = request.object("retrieveAndGenerateConfiguration");
    WireObject base = config.object("knowledgeBaseConfiguration");
    String arn = base.text("modelArn");
    if (arn == null) {
      arn = config.object("externalSourcesConfiguration").text("modelArn");
    }
    span.input(request.object("input").string("text"));
    span.setAttribute(LlmAttributes.LLM_MODEL_NAME, arn);
    RetrieveOperation.recordKnowledgeBase(span, base.text("knowledgeBaseId"));
    span.sessionId(details.text("sessionId"));
  }

  @Override
  public void recordResponse(
      RetrieverSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    span.output(object.object("output").string("text"));
    span.documents(RetrievedDocuments.ofCitations(object.objects("citations")));
    String session = object.text("sessionId");
    span.sessionId(session == null ? details.header(SESSION) : session);
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return FrameAccumulator.ofPieces(budget, GenerateOperation::piece);
  }

  /** A piece of the text, or a citation of it. */
  private static Map<String, ?> piece(WireObject event) {
    WireObject citation = event.object("citation");
    Object whole = citation.get("citation");
    List<?> citations =
        citation.isEmpty() ? List.of() : List.of(whole == null ? citation.fields() : whole);
    return Map.of("citations", citations, "output", event.object("output").fields());
  }
}
