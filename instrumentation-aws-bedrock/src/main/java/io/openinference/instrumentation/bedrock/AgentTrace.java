// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes child spans of the trace events of an agent.
 *
 * <p>An event tells the beginning or the end of a step. The end belongs to the step of that kind
 * and agent that began first and is still open. The steps of a collaborator lie below the step that
 * called the collaborator.
 */
final class AgentTrace {

  private static final String MODEL = "model";

  private static final String[] PHASES = {
    "preProcessingTrace",
    "orchestrationTrace",
    "routingClassifierTrace",
    "customOrchestrationTrace",
    "postProcessingTrace"
  };

  private final OpenInferenceSpan<?> agent;
  private final AgentSteps steps;
  private final List<AgentSteps.Begun> open = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private AgentTrace(AgentSpan agent, AgentSteps steps) {
    this.agent = agent;
    this.steps = steps;
  }

  static void record(
      List<WireObject> events, AgentSpan agent, OpenInferenceTracer tracer, ContentMask mask) {
    AgentTrace trace = new AgentTrace(agent, new AgentSteps(tracer, mask));
    try {
      events.forEach(trace::add);
    } finally {
      // Steps that the stream did not end, such as one whose result the application brings.
      trace.open.forEach(step -> step.span().end(trace.now));
    }
  }

  private void add(WireObject event) {
    now = time(event.get("eventTime"), now);
    String who = event.text("collaboratorName");
    WireObject trace = event.object("trace");
    for (String phase : PHASES) {
      addPhase(who == null ? "" : who, trace.object(phase));
    }
    WireObject guardrail = trace.object("guardrailTrace");
    if (!guardrail.isEmpty()) {
      steps.guardrail(guardrail, parent(who), now).end(now);
    }
    WireObject failure = trace.object("failureTrace");
    if (!failure.isEmpty()) {
      OpenInferenceSpan<?> failed = parent(who);
      // A collaborator whose call has ended, or was never told, does not fail the agent.
      if (failed != agent || who == null || who.isEmpty()) {
        // The reason may quote anything, so that only the fact is told here.
        failed.setStatus(StatusCode.ERROR, "failureTrace");
      }
    }
  }

  private void addPhase(String who, WireObject phase) {
    WireObject modelInput = phase.object("modelInvocationInput");
    if (!modelInput.isEmpty()) {
      LlmSpan span = steps.model(modelInput, parent(who), now);
      open.add(new AgentSteps.Begun(who, MODEL, null, span));
    }
    WireObject modelOutput = phase.object("modelInvocationOutput");
    if (!modelOutput.isEmpty()) {
      end(who, MODEL, null, span -> steps.modelAnswered(span, modelOutput));
    }
    WireObject input = phase.object("invocationInput");
    AgentSteps.Begun begun = steps.invocation(who, input, parent(who), now);
    if (begun != null) {
      open.add(begun);
    }
    WireObject observation = phase.object("observation");
    String kind = AgentSteps.kindOf(observation, AgentSteps.OUTPUT);
    if (kind != null) {
      end(
          who,
          kind,
          AgentSteps.collaboratorOf(observation),
          span -> steps.observed(span, kind, observation));
    }
  }

  private void end(
      String who,
      String kind,
      @Nullable String collaborator,
      Consumer<OpenInferenceSpan<?>> result) {
    for (AgentSteps.Begun step : open) {
      boolean isNamed = collaborator == null || collaborator.equals(step.collaborator());
      if (step.who().equals(who) && step.kind().equals(kind) && isNamed) {
        open.remove(step);
        try {
          result.accept(step.span());
        } finally {
          step.span().end(now);
        }
        return;
      }
    }
  }

  /** Returns the span that called a collaborator, or the agent's. */
  private OpenInferenceSpan<?> parent(@Nullable String who) {
    for (AgentSteps.Begun step : open) {
      if (who != null && who.equals(step.collaborator())) {
        return step.span();
      }
    }
    return agent;
  }

  /** Times come as text or as seconds. */
  private static Instant time(@Nullable Object value, Instant before) {
    Instant otherwise = before.equals(Instant.EPOCH) ? Instant.now() : before;
    try {
      if (value instanceof Number seconds) {
        return Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000));
      }
      return value instanceof String text ? Instant.parse(text) : otherwise;
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
