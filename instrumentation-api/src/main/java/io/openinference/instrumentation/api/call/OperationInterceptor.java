// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of one method of a library's services.
 *
 * <p>A traced method may call another traced method of the same operation. The inner method sees
 * that the call is already traced and makes no span.
 *
 * @param <T> what the library's calls are traced with
 * @since 0.1.0
 */
public final class OperationInterceptor<T extends OperationInterceptor.Tracing>
    implements Interceptor<T> {

  private final Operation<?> operation;
  private final boolean streaming;
  private final ResultTracer results;

  /**
   * Creates an interceptor.
   *
   * @param streaming whether the library asks the server for a stream
   * @param results handles the results of the calls
   */
  public OperationInterceptor(Operation<?> operation, boolean streaming, ResultTracer results) {
    this.operation = operation;
    this.streaming = streaming;
    this.results = results;
  }

  @Override
  public @Nullable Object intercept(T tracing, InterceptedCall call) throws Throwable {
    OpenInferenceSpan<?> span = tracing.start(operation, call.delegate());
    if (span != null && span.isRecording()) {
      return record(tracing, span, call);
    }
    Scope scope = unrecorded(tracing, span);
    try {
      return call.proceed();
    } finally {
      GuardedScope.close(scope);
    }
  }

  // Does the same as the method above, but creates no object for a call that nobody records.
  @Override
  public @Nullable Object intercept(
      T tracing, Object delegate, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    OpenInferenceSpan<?> span = tracing.start(operation, delegate);
    if (span != null && span.isRecording()) {
      return record(tracing, span, new InterceptedCall(delegate, method, arguments));
    }
    Scope scope = unrecorded(tracing, span);
    try {
      return InterceptedCall.invoke(method, delegate, arguments);
    } finally {
      GuardedScope.close(scope);
    }
  }

  private Scope unrecorded(T tracing, @Nullable OpenInferenceSpan<?> span) {
    if (span == null) {
      return Scope.noop();
    }
    Context context = span.context();
    // The mark keeps an inner woven method from asking the sampler again.
    return GuardedScope.open(
        tracing.isProcessTraced() ? ModelCall.mark(context, operation.kind()) : context);
  }

  private @Nullable Object record(T tracing, OpenInferenceSpan<?> span, InterceptedCall call)
      throws Throwable {
    CallRecorder<?> recorder = tracing.record(span, operation, streaming, call.arguments());
    Object result;
    try (Scope ignored = GuardedScope.of(recorder.context())) {
      result = call.proceed();
    } catch (Throwable failure) {
      recorder.fail(failure);
      throw failure;
    }
    return results.trace(result, recorder);
  }

  /**
   * Starts and records the calls of one instrumentor.
   *
   * @since 0.1.0
   */
  public interface Tracing {

    /** Tells whether {@code instrument()} or an agent traces the process now. */
    boolean isProcessTraced();

    /**
     * Starts the span of a call.
     *
     * @param service the object whose method is called
     * @return null if the call is not to be traced; a span that is not recording need not be ended
     */
    @Nullable OpenInferenceSpan<?> start(Operation<?> operation, Object service);

    /**
     * Records the request of a call.
     *
     * @param span the operation's span, which is recording
     * @param streaming whether the library asks the server for a stream
     * @param arguments the arguments, or null if there are none
     */
    CallRecorder<?> record(
        OpenInferenceSpan<?> span,
        Operation<?> operation,
        boolean streaming,
        @Nullable Object @Nullable [] arguments);
  }
}
