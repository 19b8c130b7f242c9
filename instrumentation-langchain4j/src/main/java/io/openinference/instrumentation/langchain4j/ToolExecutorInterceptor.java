// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.service.tool.ToolExecutor;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Traces {@code ToolExecutor}: its span lasts as long as the tool runs. */
final class ToolExecutorInterceptor extends SpanInterceptor<ToolSpan> {

  private static final String MCP_EXECUTOR = "dev.langchain4j.mcp.McpToolExecutor";

  /** For an executor that calls an MCP client and nothing else: the client stays silent. */
  private final boolean delegatesToMcp;

  private ToolExecutorInterceptor(boolean delegatesToMcp) {
    this.delegatesToMcp = delegatesToMcp;
  }

  static ToolExecutorInterceptor of(Class<?> executorType) {
    return new ToolExecutorInterceptor(executorType.getName().equals(MCP_EXECUTOR));
  }

  static ToolExecutor wrap(ToolExecutor executor, Tracing.Source source) {
    boolean delegatesToMcp = executor.getClass().getName().equals(MCP_EXECUTOR);
    if (delegatesToMcp) {
      McpTracePropagation.installInExecutor(executor, source);
    }
    return TracingProxy.wrap(
        ToolExecutor.class, executor, new ToolExecutorInterceptor(delegatesToMcp), source);
  }

  @Override
  public boolean handles(Method method) {
    return method.getName().startsWith("execute");
  }

  @Override
  public Route inheritedDefault(Method method) {
    // Here and not in the method that it leads to, which does not know the invocation.
    return Route.TRACE;
  }

  @Override
  OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, Call call) {
    return ToolRecorder.spanBuilder(tracing, call);
  }

  @Override
  Context parent(Call call) {
    Context current = ModelCall.unmark(Context.current());
    Invocation invocation = ToolRecorder.invocation(call);
    return invocation == null ? current : invocation.contextWithin(current);
  }

  @Override
  @Nullable OpenInferenceSpanKind modelCallKind() {
    return delegatesToMcp ? OpenInferenceSpanKind.TOOL : null;
  }

  @Override
  void onError(Call call, Context parent, Throwable error) {
    Invocation invocation = ToolRecorder.invocation(call);
    if (invocation != null) {
      invocation.fail(error);
    }
  }

  @Override
  void recordRequest(ToolSpan span, Tracing tracing, Call call) {
    ToolRecorder.recordRequest(span, tracing, call);
  }

  @Override
  void recordResult(ToolSpan span, Tracing tracing, Call call, Object result) {
    ToolRecorder.recordResult(span, tracing, result);
  }
}
