// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.testing.contract.FaultInjection;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;

/** An implementation of OpenTelemetry's interfaces that is not the SDK. It works, but for one. */
record ForeignApi(FaultInjection faults) {

  /** The interface whose methods fail. */
  enum Place {
    TRACER_PROVIDER,
    TRACER_BUILDER,
    TRACER,
    SPAN_BUILDER,
    SPAN
  }

  private static final Map<Class<?>, Place> API =
      Map.of(
          TracerProvider.class, Place.TRACER_PROVIDER,
          TracerBuilder.class, Place.TRACER_BUILDER,
          Tracer.class, Place.TRACER,
          SpanBuilder.class, Place.SPAN_BUILDER,
          Span.class, Place.SPAN);

  /** Returns the same OpenTelemetry, behind interfaces where one of them fails. */
  OpenTelemetry of(OpenTelemetry openTelemetry) {
    return API.values().stream().anyMatch(faults::isAt)
        ? (OpenTelemetry) proxy(OpenTelemetry.class, openTelemetry)
        : openTelemetry;
  }

  /** Returns an implementation of OpenTelemetry's interface that fails at the faulty place. */
  private Object proxy(Class<?> type, Object delegate) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Object result = call(type, delegate, method, arguments);
          if (result == delegate) {
            return proxy;
          }
          return result != null && API.containsKey(method.getReturnType())
              ? proxy(method.getReturnType(), result)
              : result;
        });
  }

  private Object call(Class<?> type, Object delegate, Method method, Object[] arguments)
      throws Throwable {
    Supplier<Object> call = () -> invoke(delegate, method, arguments);
    Place place = API.get(type);
    // A span that cannot be ended would end for nobody.
    boolean isSound = place == null || method.getName().equals("end");
    Object result = isSound ? call.get() : faults.run(place, call);
    // Null cannot stand for a truth value.
    return result == null && method.getReturnType() == boolean.class ? (Object) true : result;
  }

  private static Object invoke(Object delegate, Method method, Object[] arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
