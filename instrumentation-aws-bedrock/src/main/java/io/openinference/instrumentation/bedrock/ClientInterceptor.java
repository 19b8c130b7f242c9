// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.TracingFuture;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.TracedTarget;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TracingSuppression;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Makes a call of a client inside its span.
 *
 * <p>The interceptor of the SDK sees the response on the wire, but not each end of a call: a future
 * that the application cancels calls no method of it. The span therefore ends here.
 */
final class ClientInterceptor implements Interceptor<Tracing> {

  private final String method;

  ClientInterceptor(String method) {
    this.method = method;
  }

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Started started = start(tracing, call);
    if (started == null) {
      return call.proceed();
    }
    OpenInferenceSpan<?> span = started.span;
    Operation<?> operation = started.operation;
    return span.isRecording()
        ? record(tracing.record(span, operation, started.details), started.details, call)
        : proceedIn(ModelCall.mark(span.context(), operation.kind()), call, null);
  }

  private record Started(CallDetails details, Operation<?> operation, OpenInferenceSpan<?> span) {}

  private @Nullable Started start(Tracing tracing, InterceptedCall call) {
    try {
      SdkPojo request = call.argument(SdkPojo.class);
      if (request == null || TracingSuppression.isActive(Context.current())) {
        return null;
      }
      CallDetails details = new CallDetails(method, request);
      Operation<?> operation = Operations.of(details, tracing.tracer());
      if (operation != null && Operations.isUntold(details, operation)) {
        return startUntold(tracing, details, operation);
      }
      OpenInferenceSpan<?> span = operation == null ? null : tracing.start(operation);
      return operation == null || span == null ? null : new Started(details, operation, span);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("start", fault);
      return null;
    }
  }

  /** Reads the body for the kind of the call only once the span is recorded. */
  private static @Nullable Started startUntold(
      Tracing tracing, CallDetails details, Operation<?> presumed) {
    OpenInferenceSpan<?> span = tracing.startUntold(presumed);
    if (span == null) {
      return null;
    }
    if (!span.isRecording()) {
      return new Started(details, presumed, span);
    }
    try {
      Operation<?> told = told(tracing, details, presumed);
      return new Started(details, told, tracing.takeOver(span, told));
    } catch (Throwable fatal) {
      // No other code refers to this span.
      span.endExceptionally(fatal);
      throw fatal;
    }
  }

  private static Operation<?> told(Tracing tracing, CallDetails details, Operation<?> presumed) {
    try {
      Operation<?> told = Operations.ofBody(details, tracing.tracer());
      return told == null ? presumed : told;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("kind", fault);
      return presumed;
    }
  }

  /**
   * @param caller what the application's handler runs in, or null where it is left alone
   */
  @SuppressWarnings("NullAway") // It does not see that the arguments of a call may hold null.
  private static @Nullable Object proceedIn(
      Context context, InterceptedCall call, @Nullable Context caller) throws Throwable {
    @Nullable Object @Nullable [] arguments =
        caller == null ? call.arguments() : arguments(call, caller);
    try (Scope ignored = GuardedScope.of(TracedTarget.mark(context, call.delegate()))) {
      return call.proceed(arguments);
    }
  }

  private static @Nullable Object @Nullable [] arguments(InterceptedCall call, Context caller) {
    try {
      return CallerHandler.replaceIn(call.arguments(), call.method(), caller);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("handler", fault);
      return call.arguments();
    }
  }

  private static @Nullable Object record(
      CallRecorder<?> recorder, CallDetails details, InterceptedCall call) throws Throwable {
    WireResponse response = new WireResponse(recorder, details);
    Object result;
    try {
      Context inCall = response.storeIn(recorder.context());
      result = proceedIn(inCall, call, recorder.callerContext());
    } catch (Throwable failure) {
      response.finish();
      recorder.fail(failure);
      throw failure;
    }
    return finish(result, response, recorder);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is returned, as an Object.
  private static @Nullable Object finish(
      @Nullable Object result, WireResponse response, CallRecorder<?> recorder) {
    try {
      if (result instanceof CompletableFuture<?> future) {
        future.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                response.finish();
              }
            });
        return TracingFuture.of(future, recorder, (value, call) -> end(value, response, call));
      }
    } catch (Throwable fault) {
      recorder.giveUp(fault);
      return result;
    }
    return end(result, response, recorder);
  }

  private static @Nullable Object end(
      @Nullable Object result, WireResponse response, CallRecorder<?> recorder) {
    try {
      response.record(result);
    } catch (Throwable fault) {
      recorder.giveUp(fault);
    }
    recorder.end();
    return result;
  }
}
