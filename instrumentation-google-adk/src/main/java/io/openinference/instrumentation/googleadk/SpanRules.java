// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.GraphNode;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.nativespan.NativeSpanRule;
import io.opentelemetry.context.Context;

/** Decides by the name of a span of ADK which span of ours takes its place. */
final class SpanRules {

  private static final String INVOCATION = "invocation";
  private static final String CALL_LLM = "call_llm";
  private static final String AGENT = "invoke_agent ";
  private static final String TOOL = "execute_tool ";
  private static final String MERGED = "(merged)";

  private final Tracing tracing;

  SpanRules(Tracing tracing) {
    this.tracing = tracing;
  }

  NativeSpanRule of(String name) {
    if (name.equals(INVOCATION)) {
      SpanListener listener = new SpanListener();
      return NativeSpanRule.replace((parent, start) -> startRun(parent, listener), listener);
    }
    if (name.startsWith(AGENT)) {
      SpanListener listener = new SpanListener();
      String agent = name.substring(AGENT.length());
      return NativeSpanRule.replace(
          (parent, start) -> listener.started(startAgent(agent, parent, listener), parent),
          listener);
    }
    if (name.equals(CALL_LLM)) {
      ModelCallListener listener = new ModelCallListener(tracing);
      return NativeSpanRule.replace((parent, start) -> listener.start(parent), listener);
    }
    if (name.startsWith(TOOL) && !name.endsWith(MERGED)) {
      ToolListener listener = new ToolListener(tracing.toolRuns());
      String tool = name.substring(TOOL.length());
      return NativeSpanRule.replace(
          (parent, start) -> listener.started(startTool(tool, parent), parent), listener);
    }
    // Their content is in the spans of the tools.
    return NativeSpanRule.leaveOut();
  }

  /** Starts the span of a run whose context is given. */
  OpenInferenceSpan<?> start(WatchedRun run, Context inRun, SpanListener listener) {
    return run.isOfRunner()
        ? startRun(inRun, listener)
        : listener.started(startAgent(run.name(), inRun, listener), inRun);
  }

  private OpenInferenceSpan<?> startRun(Context parent, SpanListener listener) {
    WatchedRun run = WatchedRun.startingIn(parent, WatchedRun.INVOCATION);
    String name = run == null ? INVOCATION : INVOCATION + " " + run.name();
    OpenInferenceSpan<?> span = tracing.tracer().chain(name).startSpan(parent);
    if (run != null) {
      run.started(span, listener);
    }
    return span;
  }

  private AgentSpan startAgent(String agent, Context parent, SpanListener listener) {
    WatchedRun run = WatchedRun.startingIn(parent, agent);
    AgentSpan span =
        tracing
            .tracer()
            .agent(agent)
            .startSpan(outsideOfModel(parent))
            .agentName(agent)
            .graphNode(GraphNode.of(agent, null, run == null ? null : run.parentName()));
    if (run != null) {
      run.started(span, listener);
    }
    return span;
  }

  private ToolSpan startTool(String tool, Context parent) {
    return tracing.tracer().tool(tool).startSpan(outsideOfModel(parent)).toolName(tool);
  }

  /** ADK runs tools and agents inside of the model call that has asked for them. */
  private static Context outsideOfModel(Context context) {
    OpenInferenceSpan<?> current = OpenInferenceSpan.fromContext(context);
    return current instanceof LlmSpan && ModelCallListener.isOfAdk(context, current)
        ? current.parentContext()
        : context;
  }
}
