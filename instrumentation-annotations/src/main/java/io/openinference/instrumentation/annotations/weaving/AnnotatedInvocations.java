// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.bytecode.CallObserver.CallEnd;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans for calls of annotated methods that a framework intercepts by itself. Applications
 * use {@link AnnotationInstrumentor}.
 *
 * @since 0.1.0
 */
public final class AnnotatedInvocations {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("annotations");

  private final AnnotatedCalls calls;

  /** Creates an object that sends spans to the given OpenTelemetry. */
  public AnnotatedInvocations(OpenTelemetry openTelemetry) {
    OpenInferenceTracer tracer = AnnotationSwitch.tracer(openTelemetry);
    this.calls = new AnnotatedCalls(() -> tracer);
  }

  /** Makes a call in a span. See {@link AnnotationInstrumentor#call}. */
  public @Nullable Object call(
      Method method,
      @Nullable Object target,
      @Nullable Object[] arguments,
      AnnotationInstrumentor.Invocation invocation)
      throws Throwable {
    OpenCall open = begin(method, target, arguments);
    Object result;
    try {
      result = invocation.proceed();
    } catch (Throwable thrown) {
      end(open, null, thrown);
      throw thrown;
    }
    return end(open, result, null);
  }

  private @Nullable OpenCall begin(
      Method method, @Nullable Object target, @Nullable Object[] arguments) {
    try {
      return calls.beginIntercepted(method, target, arguments);
    } catch (Throwable fault) {
      GUARD.handle("begin", fault);
      return null;
    }
  }

  private static @Nullable Object end(
      @Nullable CallEnd open, @Nullable Object result, @Nullable Throwable thrown) {
    if (open == null) {
      return result;
    }
    try {
      return open.end(result, thrown);
    } catch (Throwable fault) {
      GUARD.handle("end", fault);
      return result;
    }
  }
}
