// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.GuardedScope;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
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
    TracedCall<?> traced =
        tracing == null || service == null ? null : start(tracing, call, service);
    if (traced == null) {
      return call.proceed();
    }
    Object result;
    try (Scope ignored = GuardedScope.of(traced.context())) {
      result = call.proceed();
    } catch (Throwable failure) {
      traced.fail(failure);
      throw failure;
    }
    return traced.isRecording() ? TracingResults.trace(result, traced) : result;
  }

  private @Nullable TracedCall<?> start(Tracing tracing, MethodCall call, Object service) {
    Method method = call.method();
    Operation<?> operation = operations.computeIfAbsent(method, ServiceAdvice::operation);
    return tracing.start(
        operation,
        ServiceNames.isStreaming(method.getName()),
        call.arguments(),
        () -> Host.of(BaseUrls.of(service)));
  }

  private static @Nullable Operation<?> operation(Method method) {
    return Operations.find(
        ServiceNames.ofImplementation(method.getDeclaringClass().getName()), method.getName());
  }
}
