// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of one method of openai-java's services.
 *
 * <p>Typed methods of woven services call raw methods of the same operation, and so does the
 * service behind a proxy. The inner call sees that the call is already traced and makes no span.
 */
final class ServiceInterceptor implements Interceptor<Tracing> {

  private final Operation<?> operation;
  private final boolean streaming;

  /**
   * Creates an interceptor.
   *
   * @param streaming true if openai-java asks the server for a stream
   */
  ServiceInterceptor(Operation<?> operation, boolean streaming) {
    this.operation = operation;
    this.streaming = streaming;
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    OpenInferenceSpan<?> span = tracing.start(operation, call.delegate());
    if (span != null && span.isRecording()) {
      return record(tracing, span, call);
    }
    Scope scope = unrecorded(span);
    try {
      return call.proceed();
    } finally {
      GuardedScope.close(scope);
    }
  }

  // As above, without an object for a call that nobody records.
  @Override
  @SuppressWarnings("NullAway") // NullAway reads no annotations of arrays in other modules.
  public @Nullable Object intercept(
      Tracing tracing, Object delegate, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    OpenInferenceSpan<?> span = tracing.start(operation, delegate);
    if (span != null && span.isRecording()) {
      return record(tracing, span, new InterceptedCall(delegate, method, arguments));
    }
    Scope scope = unrecorded(span);
    try {
      return InterceptedCall.invoke(method, delegate, arguments);
    } finally {
      GuardedScope.close(scope);
    }
  }

  private Scope unrecorded(@Nullable OpenInferenceSpan<?> span) {
    if (span == null) {
      return Scope.noop();
    }
    Context context = span.context();
    // A woven method below stays silent, so that the sampler is asked once.
    return GuardedScope.open(
        GlobalInstrumentation.SWITCH.current() == null
            ? context
            : ModelCall.mark(context, operation.kind()));
  }

  private @Nullable Object record(Tracing tracing, OpenInferenceSpan<?> span, InterceptedCall call)
      throws Throwable {
    CallRecorder<?> traced = tracing.record(span, operation, streaming, call.arguments());
    Object result;
    try (Scope ignored = GuardedScope.of(traced.context())) {
      result = call.proceed();
    } catch (Throwable failure) {
      traced.fail(failure);
      throw failure;
    }
    return TracingResults.trace(result, traced);
  }
}
