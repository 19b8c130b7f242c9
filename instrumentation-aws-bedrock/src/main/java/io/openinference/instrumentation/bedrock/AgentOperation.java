// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn of an agent. What the agent does in it is told by trace events, which become child spans
 * once the stream is over: a stream that the SDK sends again brings them again.
 */
final class AgentOperation implements Operation<AgentSpan> {

  private static final String COMPLETION = "completion";
  private static final String RETURN_CONTROL = "returnControl";
  private static final String TRACES = "traces";

  private final String spanName;
  private final CallDetails details;
  private final OpenInferenceTracer tracer;

  AgentOperation(String spanName, CallDetails details, OpenInferenceTracer tracer) {
    this.spanName = spanName;
    this.details = details;
    this.tracer = tracer;
  }

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.AGENT;
  }

  @Override
  public OpenInferenceSpanBuilder<AgentSpan> spanBuilder(
      OpenInferenceTracer spans, @Nullable LlmProvider provider) {
    return spans.agent(spanName);
  }

  @Override
  public void recordRequest(AgentSpan span, WireExchange exchange) {
    String name = details.text("agentName");
    String session = details.text("sessionId");
    span.input(exchange.request().string("inputText"));
    span.agentName(name == null ? details.text("agentId") : name);
    if (session != null) {
      span.sessionId(session);
    }
  }

  @Override
  public void recordResponse(
      AgentSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    WireObject object = WireObject.of(response);
    Object handedBack = object.get(RETURN_CONTROL);
    String text = object.string(COMPLETION);
    if (handedBack != null && (text == null || text.isEmpty())) {
      // The agent asks the application to run a tool. The turn is neither answered nor failed.
      span.output(exchange.mask().output().json(handedBack), MimeType.JSON);
    } else {
      span.output(text);
    }
    AgentTrace.record(object.objects(TRACES), span, tracer, exchange.mask());
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return FrameAccumulator.ofEvents(budget, Events::new);
  }

  private static final class Events implements StreamAccumulator {

    private final ContentBudget budget;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> traces = new ArrayList<>();
    private final Map<String, Object> response = new LinkedHashMap<>();
    private boolean started;

    Events(ContentBudget budget) {
      this.budget = budget;
    }

    @Override
    public boolean add(Map<String, ?> event) {
      started = true;
      WireObject object = WireObject.of(event);
      Object trace = object.get("trace");
      if (trace != null && budget.takeWhole(JsonSize.of(trace))) {
        traces.add(trace);
      }
      Object handedBack = object.get(RETURN_CONTROL);
      if (handedBack != null && budget.takeWhole(JsonSize.of(handedBack))) {
        response.put(RETURN_CONTROL, handedBack);
      }
      String chunk = Texts.decoded(object.object("chunk").text("bytes"));
      if (chunk != null) {
        budget.append(chunk, text);
      }
      return chunk != null;
    }

    @Override
    public Map<String, ?> response() {
      if (started) {
        response.put(COMPLETION, text.toString());
        response.put(TRACES, traces);
      }
      return response;
    }
  }
}
