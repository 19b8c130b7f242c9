// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.ApiResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.ContextFuture;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Traces the woven methods of google-genai. */
final class LibraryAdvice implements CallAdvice {

  private final TracingSource<Tracing> source;
  private final ApiResponses responses = new ApiResponses();

  LibraryAdvice(TracingSource<Tracing> source) {
    this.source = source;
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    return switch (call.method().getName()) {
      case "request" -> request(call);
      case "asyncRequest" -> asyncRequest(call);
      case "getBody" -> body(call);
      case "close" -> close(call);
      case "send" -> InteractionTransport.send(source, call);
      case "sendAsync" -> InteractionTransport.sendAsync(source, call);
      default -> FunctionCalls.run(source, call);
    };
  }

  private @Nullable Object request(MethodCall call) throws Throwable {
    StartedCall started = start(call);
    if (started == null) {
      return call.proceed();
    }
    Object result = started.proceed(call);
    keep(result, started);
    return result;
  }

  private @Nullable Object asyncRequest(MethodCall call) throws Throwable {
    if (apiCall(call) == null || source.current() == null) {
      return call.proceed();
    }
    Context caller = GuardedScope.currentContext();
    StartedCall started = start(call);
    Object result = started == null ? call.proceed() : started.proceed(call);
    return result instanceof CompletableFuture<?> future
        ? ContextFuture.of(future, caller, (response, failure) -> end(started, response, failure))
        : result;
  }

  /** Returns what the arguments ask for; the bodies of uploads are bytes. */
  private static @Nullable ApiCall apiCall(MethodCall call) {
    @Nullable Object[] arguments = call.arguments();
    return arguments.length > 2
            && arguments[0] instanceof String method
            && arguments[1] instanceof String path
            && arguments[2] instanceof String
        ? ApiCall.of(method, path)
        : null;
  }

  private @Nullable StartedCall start(MethodCall call) {
    Tracing tracing = source.current();
    ApiCall apiCall = tracing == null ? null : apiCall(call);
    return tracing == null || apiCall == null
        ? null
        : tracing.start(apiCall, GuardedScope.currentContext(), () -> (String) call.arguments()[2]);
  }

  private @Nullable OpenResponse keep(@Nullable Object result, StartedCall started) {
    CallRecorder<?> recorder = started.recorder();
    if (recorder == null) {
      return null;
    }
    try {
      if (result instanceof ApiResponse response) {
        responses.add(response, recorder);
        return responses.find(response);
      }
      recorder.end();
    } catch (Throwable fault) {
      recorder.giveUp(fault);
    }
    return null;
  }

  private @Nullable Object end(
      @Nullable StartedCall started, @Nullable Object result, @Nullable Throwable failure) {
    if (started == null) {
      return result;
    }
    if (failure != null) {
      started.fail(failure);
      return result;
    }
    OpenResponse open = keep(result, started);
    if (open != null && result instanceof ApiResponse response) {
      readAll(open, response);
    }
    return result;
  }

  /** The body of an error can be read only once, by the library. */
  private static void readAll(OpenResponse open, ApiResponse response) {
    try {
      if (WireResponses.isSuccessful(response)) {
        open.readAll(response.getBody()); // Woven: the body is recorded.
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handle("readAll", fault);
    }
  }

  private @Nullable Object body(MethodCall call) throws Throwable {
    OpenResponse open = responses.find(call.target());
    return open == null ? call.proceed() : open.body(call);
  }

  private @Nullable Object close(MethodCall call) throws Throwable {
    try {
      return call.proceed();
    } finally {
      OpenResponse open = responses.find(call.target());
      if (open != null) {
        open.close();
      }
    }
  }
}
