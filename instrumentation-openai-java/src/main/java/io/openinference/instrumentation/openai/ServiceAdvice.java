// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of all services of openai-java.
 *
 * <p>Typed methods call raw ones, of the same operation: the inner one sees that the call is being
 * traced and stays silent.
 */
final class ServiceAdvice implements CallAdvice {

  private final Supplier<@Nullable Tracing> source;
  private final Map<Method, Operation<?>> operations = new ConcurrentHashMap<>();

  ServiceAdvice(Supplier<@Nullable Tracing> source) {
    this.source = source;
  }

  /** Returns the methods whose calls it takes. */
  static List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofClasses(
            type ->
                ServiceNames.isImplementation(type)
                    && Operations.hasService(ServiceNames.ofImplementation(type)),
            (type, method) ->
                Operations.find(ServiceNames.ofImplementation(type), method) != null));
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    Tracing tracing = source.get();
    Object service = call.target();
    if (tracing == null || service == null) {
      return call.proceed();
    }
    Operation<?> operation = operations.computeIfAbsent(call.method(), ServiceAdvice::operation);
    OpenInferenceSpan<?> span =
        tracing.start(operation, () -> tracing.spanBuilders(BaseUrls.of(service)));
    if (span == null) {
      return call.proceed();
    }
    return span.isRecording()
        ? record(tracing.record(span, operation, isStreaming(call), call.arguments()), call)
        : proceedIn(ModelCall.mark(span.context(), operation.kind()), call);
  }

  private static boolean isStreaming(MethodCall call) {
    return ServiceNames.isStreaming(call.method().getName());
  }

  private static @Nullable Object proceedIn(Context context, MethodCall call) throws Throwable {
    try (Scope ignored = GuardedScope.of(context)) {
      return call.proceed();
    }
  }

  private static @Nullable Object record(TracedCall<?> traced, MethodCall call) throws Throwable {
    Object result;
    try {
      result = proceedIn(traced.context(), call);
    } catch (Throwable failure) {
      traced.fail(failure);
      throw failure;
    }
    return TracingResults.trace(result, traced);
  }

  private static @Nullable Operation<?> operation(Method method) {
    return Operations.find(
        ServiceNames.ofImplementation(method.getDeclaringClass().getName()), method.getName());
  }
}
