// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.action.AsyncNodeActionWithConfig;
import org.bsc.langgraph4j.hook.NodeHook;
import org.bsc.langgraph4j.state.AgentState;

/** Traces the nodes of a graph by a hook of LangGraph4j. */
final class TracingNodeHook<S extends AgentState> implements NodeHook.WrapCall<S> {

  private final TracingSource<Tracing> source;
  private final Method method;

  TracingNodeHook(TracingSource<Tracing> source) throws NoSuchMethodException {
    this.source = source;
    this.method =
        NodeHook.WrapCall.class.getMethod(
            "applyWrap",
            String.class,
            AgentState.class,
            RunnableConfig.class,
            AsyncNodeActionWithConfig.class);
  }

  @Override
  public CompletableFuture<Map<String, Object>> applyWrap(
      String node, S state, RunnableConfig config, AsyncNodeActionWithConfig<S> action) {
    Tracing tracing = source.active();
    if (tracing == null || NodeInterceptor.isTraced(state)) {
      return action.apply(state, config);
    }
    return traced(tracing, node, state, config, action);
  }

  // The interceptor returns the result of the action, null too.
  @SuppressWarnings({"unchecked", "NullAway", "FutureReturnValueIgnored"})
  private CompletableFuture<Map<String, Object>> traced(
      Tracing tracing,
      String node,
      S state,
      RunnableConfig config,
      AsyncNodeActionWithConfig<S> action) {
    try {
      Object result =
          NodeInterceptor.INSTANCE.intercept(
              tracing,
              new InterceptedCall(
                  this,
                  method,
                  new Object[] {node, state, config, action},
                  arguments -> action.apply(state, config)));
      return (CompletableFuture<Map<String, Object>>) result;
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable checked) {
      // The action declares none.
      return CompletableFuture.failedFuture(checked);
    }
  }
}
