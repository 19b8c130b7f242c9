// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Turns one kind of request into a span.
 *
 * @param <S> the type of the span
 */
abstract class RequestMapper<S extends OpenInferenceSpan<S>> {

  private final Class<S> spanType;

  RequestMapper(Class<S> spanType) {
    this.spanType = spanType;
  }

  /** Returns the mapper of a method of the protocol, or null if its requests make no span. */
  static @Nullable RequestMapper<?> ofMethod(@Nullable String method) {
    if (method == null) {
      return null;
    }
    return switch (method) {
      case McpSchema.METHOD_TOOLS_CALL -> ToolCallMapper.INSTANCE;
      case McpSchema.METHOD_RESOURCES_READ -> ResourceReadMapper.INSTANCE;
      case McpSchema.METHOD_PROMPT_GET -> PromptRequestMapper.INSTANCE;
      default -> null;
    };
  }

  /** Returns the mapper of a request, or null if such requests make no span. */
  static @Nullable RequestMapper<?> ofRequest(@Nullable Object request) {
    if (request instanceof CallToolRequest) {
      return ToolCallMapper.INSTANCE;
    }
    if (request instanceof ReadResourceRequest) {
      return ResourceReadMapper.INSTANCE;
    }
    return request instanceof GetPromptRequest ? PromptRequestMapper.INSTANCE : null;
  }

  /** Returns a builder for the span of a request. */
  abstract OpenInferenceSpanBuilder<S> spanBuilder(Tracing tracing, @Nullable Object params);

  /** Records a request. */
  abstract void recordRequest(S span, Tracing tracing, @Nullable Object params);

  /** Records what a server tells of what it runs, such as the definition of a tool. */
  void recordDefinition(S span, Tracing tracing, Record specification) {}

  /** Records the result of a request. */
  abstract void recordResult(S span, Tracing tracing, Object result);

  /** Tells whether a span is of the kind that this mapper makes. */
  boolean isOfThisKind(OpenInferenceSpan<?> span) {
    return spanType.isInstance(span);
  }

  /** Starts the span of a request that this process sends. */
  TracedRequest startSent(Tracing tracing, Context caller, Object request) {
    S span = spanBuilder(tracing, request).setSpanKind(SpanKind.CLIENT).startSpan(caller);
    return started(tracing, span, span.context(), request);
  }

  /**
   * Starts the span of a request that has arrived.
   *
   * @param arrived the context of the transport, such as that of an HTTP request
   */
  TracedRequest startServed(Tracing tracing, Context arrived, @Nullable Object params) {
    Context sender = tracing.propagation().extract(arrived, McpFields.get(params, McpFields.META));
    OpenInferenceSpanBuilder<S> builder = spanBuilder(tracing, params).setSpanKind(SpanKind.SERVER);
    SpanContext transport = Span.fromContext(arrived).getSpanContext();
    if (transport.isValid() && !transport.equals(Span.fromContext(sender).getSpanContext())) {
      builder.addLink(transport);
    }
    S span = builder.startSpan(sender);
    return started(tracing, span, ServedRequest.contextOf(span), params);
  }

  private TracedRequest started(
      Tracing tracing, S span, Context inRequest, @Nullable Object params) {
    if (span.isRecording()) {
      try {
        recordRequest(span, tracing, params);
      } catch (Throwable fault) {
        Tracing.GUARD.handleLibrary("request", fault);
      }
    }
    return TracedRequest.of(span, inRequest, result -> recordResult(span, tracing, result));
  }

  /** Records a definition on the span of a request, if the span is of this kind. */
  void recordDefinition(TracedRequest request, Tracing tracing, Record specification) {
    OpenInferenceSpan<?> span = request.span();
    if (span != null && span.isRecording() && isOfThisKind(span)) {
      try {
        recordDefinition(spanType.cast(span), tracing, specification);
      } catch (Throwable fault) {
        Tracing.GUARD.handleLibrary("definition", fault);
      }
    }
  }
}
