// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.GraphNode;
import io.openinference.instrumentation.api.door.TracingSource;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the spans of agents, each below the span of the agent that calls it. */
final class TracingAgentListener implements AgentListener {

  private static final AttributeKey<String> TOPOLOGY =
      AttributeKey.stringKey("langchain4j.agent.topology");

  private final TracingSource<Tracing> source;
  private final AgentCalls calls = AgentCalls.OF_PROCESS;

  TracingAgentListener(TracingSource<Tracing> source) {
    this.source = source;
  }

  @Override
  public boolean inheritedBySubagents() {
    return true;
  }

  @Override
  public void beforeAgentInvocation(AgentRequest request) {
    try {
      Tracing tracing = source.active();
      if (tracing != null && !calls.isStarted(request)) {
        start(tracing, request);
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("beforeAgent", t);
    }
  }

  private void start(Tracing tracing, AgentRequest request) {
    AgentInstance parent = request.agent().parent();
    AgentSpan span =
        tracing
            .tracer()
            .agent(request.agentName())
            .setParent(
                MemorySession.within(
                    parentContext(request.agenticScope(), parent),
                    AgenticScopes.givenMemoryId(request.agenticScope())))
            .startSpan();
    if (span.isRecording()) {
      String parentId = parent == null ? null : parent.agentId();
      span.agentName(request.agentName());
      // The kinds of agents that run subagents: in sequence, in parallel, or as a planner decides.
      span.setAttribute(TOPOLOGY, request.agent().topology().name().toLowerCase(Locale.ROOT));
      span.graphNode(GraphNode.of(request.agentId(), request.agentName(), parentId));
      span.inputJson(request.inputs());
    }
    AgentCall call =
        new AgentCall(
            this,
            request,
            request.agenticScope().memoryId(),
            request.agentId(),
            span,
            parent == null);
    calls.add(call);
    if (parent == null) {
      // For an agent that fails although the application handles errors itself.
      span.endWhenUnreachable(request.agenticScope(), () -> calls.remove(call));
    }
  }

  private Context parentContext(AgenticScope scope, @Nullable AgentInstance parent) {
    Context current = Context.current();
    AgentCall call = parent == null ? null : calls.find(scope.memoryId(), parent.agentId());
    return call == null ? AgentCall.outermostContext(current) : call.contextWithin(current);
  }

  @Override
  public void afterAgentInvocation(AgentResponse response) {
    try {
      AgentCall call = calls.remove(response.agenticScope().memoryId(), response.agentId(), this);
      if (call != null) {
        Tracing tracing = source.current();
        if (tracing != null && call.span().isRecording()) {
          ServiceRecorder.recordOutput(call.span(), tracing, response.output());
        }
        call.span().end();
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("afterAgent", t);
    }
  }

  @Override
  public void onAgentInvocationError(AgentInvocationError error) {
    try {
      fail(error, error.agentId(), this);
      AgentInstance parent = error.agent().parent();
      if (parent != null
          && parent.parent() == null
          && AgenticScopes.hasNoErrorHandler(error.agenticScope())) {
        // The error reaches the outermost agent, for whose end LangChain4j then fires no event. //
        // Another listener may have received the beginning.
        fail(error, parent.agentId(), null);
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("agentError", t);
    }
  }

  private void fail(AgentInvocationError error, String agentId, @Nullable Object owner) {
    AgentCall call = calls.remove(error.agenticScope().memoryId(), agentId, owner);
    if (call != null) {
      call.span().endExceptionally(error.error());
    }
  }

  /** Ends the spans of suspended agents, for which LangChain4j fires no other event. */
  @Override
  public void beforeAgenticScopeDestroyed(AgenticScope scope) {
    try {
      calls.removeAll(scope.memoryId()).forEach(call -> call.span().end());
    } catch (Throwable t) {
      GUARD.handleLibrary("afterScope", t);
    }
  }

  long callCount() {
    return calls.countOf(this);
  }
}
