// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.mcp.client.McpClient;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;

/** Traces the tools behind an {@code McpClient}. */
final class McpClientInterceptor extends PartSpanInterceptor<ToolSpan> {

  /**
   * @throws IllegalArgumentException if the object is not an {@code McpClient}
   */
  static Object wrap(Object client, TracingSource<Tracing> source) {
    if (!isMcpClient(client)) {
      throw new IllegalArgumentException(
          client.getClass().getName() + " cannot be wrapped: it is not an McpClient");
    }
    if (!TracingProxy.isWrapped(client)) {
      McpTracePropagation.install(client, source);
    }
    return TracingProxy.wrap(
        McpClient.class, (McpClient) client, TracedType.of(McpClient.class).routing(), source);
  }

  private static boolean isMcpClient(Object client) {
    try {
      return client instanceof McpClient;
    } catch (LinkageError withoutMcp) {
      return false;
    }
  }

  @Override
  protected OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return ToolRecorder.spanBuilder(tracing, call);
  }

  @Override
  protected Context parent(InterceptedCall call) {
    Context current = Context.current();
    Invocation invocation = ToolRecorder.invocation(call);
    return invocation == null ? current : invocation.contextWithin(current);
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    // If a tool executor only calls this client, the executor has already made the span.
    return OpenInferenceSpanKind.TOOL;
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
