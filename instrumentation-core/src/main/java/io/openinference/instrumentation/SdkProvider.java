// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.openinference.instrumentation.spi.LatestValue;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tracer provider of an OpenTelemetry, asked by reflection. The API of OpenTelemetry does not
 * expose limits, processors and samplers, and this module does not depend on the SDK.
 *
 * <p>All methods throw if the provider is not one of the SDK, or if a release of the SDK differs.
 */
final class SdkProvider {

  private static final String NO_EXPORTER = "io.opentelemetry.sdk.trace.export.NoopSpanExporter";

  private final Object provider;

  private SdkProvider(Object provider) {
    this.provider = provider;
  }

  static SdkProvider of(OpenTelemetry openTelemetry) throws ReflectiveOperationException {
    TracerProvider provider = openTelemetry.getTracerProvider();
    boolean isHidden = hasMethod(provider, "unobfuscate");
    // OpenTelemetrySdk hides its provider behind a wrapper.
    return new SdkProvider(isHidden ? invoke(provider, "unobfuscate") : provider);
  }

  /** Derives a value from an OpenTelemetry, and again when the OpenTelemetry is replaced. */
  static <T> Supplier<T> latest(
      OpenTelemetry openTelemetry, Function<? super OpenTelemetry, ? extends T> maker) {
    return new LatestValue<>(() -> current(openTelemetry), maker);
  }

  /** Returns the OpenTelemetry that makes the next span. */
  private static OpenTelemetry current(OpenTelemetry openTelemetry) {
    OpenTelemetry current = openTelemetry;
    while (true) {
      if (current instanceof ApplicationOpenTelemetry application) {
        current = application.current();
      } else if (current instanceof LatestOpenTelemetry latest) {
        current = latest.current();
      } else {
        return current;
      }
    }
  }

  int maxNumberOfAttributes() throws ReflectiveOperationException {
    return (int) invoke(invoke(provider, "getSpanLimits"), "getMaxNumberOfAttributes");
  }

  /** Tells whether no processor gets ended spans, or the only one has nothing to export them. */
  boolean isWithoutExporter() throws ReflectiveOperationException {
    Field state = provider.getClass().getDeclaredField("sharedState");
    Object processor = invoke(accessible(state).get(provider), "getActiveSpanProcessor");
    if (!(boolean) invoke(processor, "isEndRequired")) {
      return true;
    }
    return hasMethod(processor, "getSpanExporter")
        && invoke(processor, "getSpanExporter").getClass().getName().equals(NO_EXPORTER);
  }

  String samplerDescription() throws ReflectiveOperationException {
    return (String) invoke(invoke(provider, "getSampler"), "getDescription");
  }

  private static boolean hasMethod(Object target, String name) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Object invoke(Object target, String name) throws ReflectiveOperationException {
    return accessible(method(target.getClass(), name)).invoke(target);
  }

  private static Method method(Class<?> type, String name) throws NoSuchMethodException {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException notPublic) {
      return type.getDeclaredMethod(name);
    }
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }
}
