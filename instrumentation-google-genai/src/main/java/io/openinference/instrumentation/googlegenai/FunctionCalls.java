// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.MimeType;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Traces the functions that the library calls for the model. */
final class FunctionCalls {

  /** Runs a function: its method is the first argument, what the model gives it the second. */
  static @Nullable Object run(TracingSource<Tracing> source, MethodCall call) throws Throwable {
    Tracing tracing = source.active();
    ToolSpan span =
        tracing != null && call.arguments()[0] instanceof Method function
            ? tracing.startTool(function.getName())
            : null;
    if (span == null) {
      return call.proceed();
    }
    guarded(() -> recordArguments(span, call.arguments()[1]));
    Object result;
    try (Scope ignored = GuardedScope.of(contextOf(span))) {
      result = call.proceed();
    } catch (Throwable thrown) {
      Throwable cause = thrown instanceof InvocationTargetException ? thrown.getCause() : null;
      guarded(() -> span.endExceptionally(cause == null ? thrown : cause));
      throw thrown;
    }
    guarded(() -> recordResult(span, result));
    guarded(span::end);
    return result;
  }

  /** A function may call a model, which makes a span of its own. */
  private static Context contextOf(ToolSpan span) {
    try {
      return ModelCall.unmark(span.context());
    } catch (Throwable fault) {
      Tracing.GUARD.handle("toolContext", fault);
      return GuardedScope.currentContext();
    }
  }

  private static void recordArguments(ToolSpan span, @Nullable Object arguments) {
    if (span.isRecording()) {
      String json = JsonValues.write(arguments);
      span.input(json, MimeType.JSON).toolParameters(json);
    }
  }

  private static void recordResult(ToolSpan span, @Nullable Object result) {
    if (!span.isRecording() || result == null) {
      return;
    }
    if (result instanceof String text) {
      span.output(text, MimeType.TEXT);
    } else {
      span.output(JsonValues.write(result), MimeType.JSON);
    }
  }

  private static void guarded(Runnable work) {
    Tracing.GUARD.run("tool", work);
  }

  private FunctionCalls() {}
}
