// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.mcp.client.McpClient;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;

/** Traces the tools that run behind an {@code McpClient}. */
final class McpClientInterceptor extends SpanInterceptor<ToolSpan> {

  /**
   * @throws IllegalArgumentException if it is no {@code McpClient}
   */
  static Object wrap(Object client, Tracing.Source source) {
    if (!isMcpClient(client)) {
      throw new IllegalArgumentException(
          client.getClass().getName() + " cannot be wrapped: it is no McpClient");
    }
    if (!TracingProxy.isWrapped(client)) {
      McpTracePropagation.install(client, source);
    }
    return TracingProxy.wrap(
        McpClient.class, (McpClient) client, new McpClientInterceptor(), source);
  }

  private static boolean isMcpClient(Object client) {
    try {
      return client instanceof McpClient;
    } catch (LinkageError withoutMcp) {
      return false;
    }
  }

  @Override
  public boolean handles(Method method) {
    return method.getName().startsWith("executeTool");
  }

  @Override
  OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, Call call) {
    return ToolRecorder.spanBuilder(tracing, call);
  }

  @Override
  Context parent(Call call) {
    Context current = Context.current();
    Invocation invocation = ToolRecorder.invocation(call);
    return invocation == null ? current : invocation.contextWithin(current);
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    // A tool executor that only calls this client has the span already.
    return OpenInferenceSpanKind.TOOL;
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
