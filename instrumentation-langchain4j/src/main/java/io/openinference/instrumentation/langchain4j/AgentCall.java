// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The call of a running agent: its span, and its scope on the thread that started it. */
final class AgentCall {

  private static final ContextKey<AgentCall> KEY =
      ContextKey.named("openinference-langchain4j-agent");

  /** The outermost agent that this thread started last and that has no scope. */
  private static final ThreadLocal<@Nullable AgentCall> OUTERMOST = new ThreadLocal<>();

  private static final String AGENTIC_PACKAGE = "dev.langchain4j.agentic.";

  private final Object owner;
  // Weak, because the call refers to the run. The end of some agents shows only when the run
  // becomes garbage.
  private final WeakReference<Object> request;
  private final Object run;
  private final String agentId;
  private final AgentSpan span;
  private final Context context;
  private final Thread thread = Thread.currentThread();
  private final @Nullable AgentCall caller = Context.current().get(KEY);
  private final @Nullable AgentCall outermostBefore;
  private final Scope scope;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * Starts a call on the current thread.
   *
   * @param owner the listener that ends the call
   * @param request the event of the beginning
   * @param run the data that all calls in one run of an agent system share
   * @param isOutermost true for the agent that the application calls. If such an agent fails,
   *     LangChain4j fires no event, so a scope of its own would stay open for ever
   */
  AgentCall(
      Object owner,
      Object request,
      Object run,
      String agentId,
      AgentSpan span,
      boolean isOutermost) {
    this.owner = owner;
    this.request = new WeakReference<>(request);
    this.run = run;
    this.agentId = agentId;
    this.span = span;
    this.context = span.context().with(KEY, this);
    this.scope = isOutermost ? Scope.noop() : GuardedScope.of(context);
    this.outermostBefore = isOutermost && isCalledByAnother() ? OUTERMOST.get() : null;
    if (isOutermost) {
      OUTERMOST.set(this);
    }
  }

  /** Returns the context for model calls that LangChain4j's own planners make on this thread. */
  static Context planningContext(Context current) {
    AgentCall outermost = OUTERMOST.get();
    return outermost == null
            || outermost.ended.get()
            || current.get(KEY) != outermost.caller
            || !isCalledByAgents()
        ? current
        : outermost.context;
  }

  /**
   * Returns the context for an outermost agent; another agent on this thread may have called it.
   */
  static Context outermostContext(Context current) {
    return isCalledByAnother() ? planningContext(current) : current;
  }

  /**
   * Distinguishes an agent inside another agent from an agent that follows an agent that failed
   * without an event.
   */
  private static boolean isCalledByAnother() {
    return StackWalker.getInstance()
            .walk(frames -> frames.filter(AgentCall::isInvocation).limit(2).count())
        > 1;
  }

  private static boolean isInvocation(StackWalker.StackFrame frame) {
    return frame.getMethodName().equals("invoke")
        && frame.getClassName().startsWith(AGENTIC_PACKAGE)
        && frame.getClassName().endsWith("InvocationHandler");
  }

  /**
   * Distinguishes calls of a planner from calls that follow an agent that failed without an event.
   */
  private static boolean isCalledByAgents() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(AGENTIC_PACKAGE)));
  }

  boolean is(Object otherRun, String otherAgentId) {
    return run.equals(otherRun) && agentId.equals(otherAgentId);
  }

  boolean isOwnedBy(Object listener) {
    return owner == listener;
  }

  boolean isStartedBy(Object otherRequest) {
    return request.get() == otherRequest;
  }

  boolean isOf(Object otherRun) {
    return run.equals(otherRun);
  }

  boolean isOfThisThread() {
    return thread == Thread.currentThread();
  }

  /** Returns the context for a subagent on any thread. */
  Context contextWithin(Context current) {
    return current.get(KEY) == this ? current : context;
  }

  AgentSpan span() {
    return span;
  }

  /** Closes the scope; the caller must still end the span. */
  void close() {
    if (!ended.compareAndSet(false, true) || !isOfThisThread()) {
      return;
    }
    scope.close();
    if (OUTERMOST.get() == this) {
      leaveThread();
    }
  }

  /** Restores the scope of the agents that are running and may have called this one. */
  private void leaveThread() {
    if (outermostBefore == null || outermostBefore.ended.get()) {
      OUTERMOST.remove();
    } else {
      OUTERMOST.set(outermostBefore);
    }
  }
}
