// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on its way: the context that it runs in, and its span if it has one. */
final class TracedRequest {

  private final Context context;
  private final @Nullable OpenInferenceSpan<?> span;
  private final @Nullable Consumer<Object> recordResult;
  private final @Nullable Runnable onEnd;
  private final boolean endsSpan;
  // Shared by all parts: the handlers around a handler see the same failure.
  private final AtomicReference<@Nullable Throwable> recorded;

  private TracedRequest(
      Context context,
      @Nullable OpenInferenceSpan<?> span,
      @Nullable Consumer<Object> recordResult,
      @Nullable Runnable onEnd,
      boolean endsSpan,
      AtomicReference<@Nullable Throwable> recorded) {
    this.context = context;
    this.span = span;
    this.recordResult = recordResult;
    this.onEnd = onEnd;
    this.endsSpan = endsSpan;
    this.recorded = recorded;
  }

  /** Returns a request that has no span of its own. */
  static TracedRequest withoutSpan(Context context) {
    return new TracedRequest(
        context, null, null, null, /* endsSpan= */ false, new AtomicReference<>());
  }

  /**
   * Returns a request with a span, which ends with the request.
   *
   * @param context the context that the request runs in, with the span
   * @param recordResult records the result on the span
   */
  static TracedRequest of(
      OpenInferenceSpan<?> span, Context context, Consumer<Object> recordResult) {
    return new TracedRequest(
        context, span, recordResult, null, /* endsSpan= */ true, new AtomicReference<>());
  }

  /** Returns this request in a context that holds more. */
  TracedRequest within(Context more) {
    return new TracedRequest(more, span, recordResult, onEnd, endsSpan, recorded);
  }

  /** Returns this request with an action that runs after its end. */
  TracedRequest onEnd(Runnable action) {
    return new TracedRequest(context, span, recordResult, action, endsSpan, recorded);
  }

  /** Returns a part of this request, which records failures but does not end the span. */
  TracedRequest part() {
    return new TracedRequest(context, span, null, null, /* endsSpan= */ false, recorded);
  }

  /** Returns the context that the request runs in. */
  Context context() {
    return context;
  }

  @Nullable OpenInferenceSpan<?> span() {
    return span;
  }

  /** Records the result or the answer with the result, and ends the span. */
  void complete(@Nullable Object result) {
    if (span != null && endsSpan && result != null && span.isRecording()) {
      try {
        record(span, result);
      } catch (Throwable fault) {
        Tracing.GUARD.handleLibrary("result", fault);
      }
    }
    end();
  }

  private void record(OpenInferenceSpan<?> ofRequest, Object result) {
    Object value = result;
    if (result instanceof JSONRPCResponse answer) {
      value = answer.result();
      JSONRPCError error = answer.error();
      if (error != null) {
        ofRequest.setStatus(StatusCode.ERROR, error.message());
        return;
      }
    }
    if (value != null && recordResult != null) {
      recordResult.accept(value);
    }
  }

  /** Records what a handler has thrown. The span goes on until its answer is sent. */
  void recordFailure(Throwable failure) {
    if (span != null && recorded.getAndSet(failure) != failure) {
      span.recordException(failure);
    }
  }

  /** Records a failure and ends the span. */
  void fail(Throwable failure) {
    recordFailure(failure);
    end();
  }

  /** Ends the span as it is. */
  void end() {
    if (span != null && endsSpan) {
      span.end();
    }
    if (onEnd != null) {
      onEnd.run();
    }
  }
}
