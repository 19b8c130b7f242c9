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
    if (span == null) {
      return call.proceed();
    }
    return span.isRecording()
        ? record(tracing.record(span, operation, streaming, call.arguments()), call)
        : proceedIn(unrecorded(span.context()), call);
  }

  /** Makes woven methods below this call silent, so that the sampler is asked once. */
  private Context unrecorded(Context context) {
    return GlobalInstrumentation.SWITCH.current() == null
        ? context
        : ModelCall.mark(context, operation.kind());
  }

  private static @Nullable Object proceedIn(Context context, InterceptedCall call)
      throws Throwable {
    try (Scope ignored = GuardedScope.of(context)) {
      return call.proceed();
    }
  }

  private static @Nullable Object record(CallRecorder<?> traced, InterceptedCall call)
      throws Throwable {
    Object result;
    try {
      result = proceedIn(traced.context(), call);
    } catch (Throwable failure) {
      traced.fail(failure);
      throw failure;
    }
    return TracingResults.trace(result, traced);
  }
}
