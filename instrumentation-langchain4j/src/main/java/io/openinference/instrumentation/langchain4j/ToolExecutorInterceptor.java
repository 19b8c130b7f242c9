// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.service.tool.ToolExecutor;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Traces {@code ToolExecutor}; the span lasts as long as the tool runs. */
final class ToolExecutorInterceptor extends PartSpanInterceptor<ToolSpan> {

  private static final String MCP_EXECUTOR = "dev.langchain4j.mcp.McpToolExecutor";

  /** For an executor that only calls an MCP client: the client then makes no span of its own. */
  private final boolean delegatesToMcp;

  private ToolExecutorInterceptor(boolean delegatesToMcp) {
    this.delegatesToMcp = delegatesToMcp;
  }

  static ToolExecutorInterceptor of(Class<?> executorType) {
    return new ToolExecutorInterceptor(isMcpExecutor(executorType));
  }

  static ToolExecutor wrap(ToolExecutor executor, TracingSource<Tracing> source) {
    if (isMcpExecutor(executor.getClass())) {
      McpTracePropagation.installInExecutor(executor, source);
    }
    return TracingProxy.wrap(
        ToolExecutor.class, executor, TracedType.of(ToolExecutor.class).routing(), source);
  }

  private static boolean isMcpExecutor(Class<?> executorType) {
    return executorType.getName().equals(MCP_EXECUTOR);
  }

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    // Traced here, because the method that it calls does not know the invocation.
    return Route.trace(this);
  }

  @Override
  protected OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return ToolRecorder.spanBuilder(tracing, call);
  }

  @Override
  protected Context parent(InterceptedCall call) {
    Context current = ModelCall.unmark(Context.current());
    Invocation invocation = ToolRecorder.invocation(call);
    return invocation == null ? current : invocation.contextWithin(current);
  }

  @Override
  protected @Nullable OpenInferenceSpanKind modelCallKind() {
    return delegatesToMcp ? OpenInferenceSpanKind.TOOL : null;
  }

  @Override
  protected void onError(InterceptedCall call, Context parent, Throwable error) {
    Invocation invocation = ToolRecorder.invocation(call);
    if (invocation != null) {
      invocation.fail(error);
    }
  }

  @Override
  protected void recordRequest(ToolSpan span, Tracing tracing, InterceptedCall call) {
    ToolRecorder.recordRequest(span, tracing, call);
  }

  @Override
  protected void recordResult(ToolSpan span, Tracing tracing, InterceptedCall call, Object result) {
    ToolRecorder.recordResult(span, tracing, result);
  }
}
