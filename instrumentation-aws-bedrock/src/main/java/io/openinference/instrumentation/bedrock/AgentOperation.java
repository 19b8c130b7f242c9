// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.SpanOperation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn of an agent. What the agent does in it is told by trace events, which become child spans
 * once the stream is over: a stream that the SDK sends again brings them again.
 */
final class AgentOperation extends SpanOperation<AgentSpan> {

  private static final String COMPLETION = "completion";
  private static final String RESULTS = "returnControlInvocationResults";
  private static final String RETURN_CONTROL = "returnControl";
  private static final String TRACES = "traces";

  private final CallDetails details;
  private final OpenInferenceTracer tracer;

  AgentOperation(String spanName, CallDetails details, OpenInferenceTracer tracer) {
    super(OpenInferenceSpanKind.AGENT, spans -> spans.agent(spanName));
    this.details = details;
    this.tracer = tracer;
  }

  @Override
  public void recordRequest(AgentSpan span, WireExchange exchange) {
    String name = details.text("agentName");
    String text = exchange.request().string("inputText");
    Map<String, Object> toolResults = toolResults(exchange.request().object("sessionState"));
    if (text == null && !toolResults.isEmpty()) {
      // The application has run tools that the agent asked for, and says nothing besides.
      span.input(exchange.mask().input().json(toolResults), MimeType.JSON);
    } else {
      span.input(text);
    }
    span.agentName(name == null ? details.text("agentId") : name);
    span.sessionId(details.text("sessionId"));
  }

  /** Returns what the tools said. The rest of a state, such as its attributes, is no message. */
  private static Map<String, Object> toolResults(WireObject state) {
    Map<String, Object> results = new LinkedHashMap<>();
    for (String name : List.of("invocationId", RESULTS)) {
      Object value = state.get(name);
      if (value != null) {
        results.put(name, value);
      }
    }
    return state.list(RESULTS).isEmpty() ? Map.of() : results;
  }

  @Override
  public void recordResponse(
      AgentSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    List<?> handedBack = object.list(RETURN_CONTROL);
    String text = object.string(COMPLETION);
    if (!handedBack.isEmpty()) {
      // The agent asks the application to run a tool. The turn is neither answered nor failed.
      Object last = handedBack.get(handedBack.size() - 1);
      Object said = text == null || text.isEmpty() ? last : object.without(TRACES);
      span.output(exchange.mask().output().json(said), MimeType.JSON);
    } else {
      span.output(text);
    }
    AgentTrace.record(object.objects(TRACES), span, tracer, exchange.mask());
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return FrameAccumulator.ofPieces(budget, AgentOperation::piece);
  }

  /** A piece of the text, an event of the trace, or a tool that the application is to run. */
  private static Map<String, @Nullable Object> piece(WireObject event) {
    Map<String, @Nullable Object> piece = new LinkedHashMap<>();
    String chunk = FrameAccumulator.decoded(event.object("chunk").text("bytes"));
    piece.put(COMPLETION, chunk == null ? "" : chunk);
    Object trace = event.get("trace");
    Object handedBack = event.get(RETURN_CONTROL);
    piece.put(TRACES, trace == null ? null : List.of(trace));
    piece.put(RETURN_CONTROL, handedBack == null ? null : List.of(handedBack));
    return piece;
  }
}
