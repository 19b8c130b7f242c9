// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.GraphNode;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.SpanInterceptor;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Map;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/** Makes the span of a node. The arguments are the node, the state, the config and the action. */
final class NodeInterceptor extends SpanInterceptor<Tracing, ChainSpan> {

  static final NodeInterceptor INSTANCE = new NodeInterceptor();

  /** The state that the node of the current span works on. */
  private static final ContextKey<Object> STATE =
      ContextKey.named("openinference-langgraph4j-state");

  private NodeInterceptor() {}

  /** Tells whether the span of a call of a node is the current one. */
  static boolean isTraced(@Nullable Object state) {
    return state != null && Context.current().get(STATE) == state;
  }

  @Override
  protected TelemetryGuard guard() {
    return Tracing.GUARD;
  }

  @Override
  protected OpenInferenceSpanBuilder<ChainSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return tracing.tracer().chain(nodeOf(call));
  }

  private static String nodeOf(InterceptedCall call) {
    return String.valueOf(call.argument(0));
  }

  /** The thread of a graph is the session of a conversation. */
  @Override
  protected Context parent(InterceptedCall call) {
    Context current = Context.current();
    AgentState state = call.argument(AgentState.class);
    Context ofNode = state == null ? current : current.with(STATE, state);
    RunnableConfig config = call.argument(RunnableConfig.class);
    String thread = config == null ? null : config.threadId().orElse(null);
    if (thread == null || ContextAttributes.fromContext(current).sessionId() != null) {
      return ofNode;
    }
    GraphRun run = GraphRun.in(current);
    if (run != null) {
      run.span().sessionId(thread);
    }
    return ofNode.with(ContextAttributes.builder().sessionId(thread).build());
  }

  @Override
  protected void recordRequest(ChainSpan span, Tracing tracing, InterceptedCall call) {
    String node = nodeOf(call);
    GraphRun run = GraphRun.in(span.parentContext());
    span.graphNode(GraphNode.of(node, null, run == null ? null : run.enter(node)));
    AgentState state = call.argument(AgentState.class);
    if (state != null) {
      States.recordInput(span, state.data(), tracing);
    }
  }

  @Override
  protected void recordResult(
      ChainSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Map<?, ?> update) {
      States.recordOutput(span, update, tracing);
    }
  }
}
