// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** The global OpenTelemetry of an application. */
final class ApplicationGlobal {

  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  private final Class<?> global;
  private final Class<?> openTelemetry;

  private ApplicationGlobal(Class<?> global, Class<?> openTelemetry) {
    this.global = global;
    this.openTelemetry = openTelemetry;
  }

  /** Returns null where the application has no OpenTelemetry API. */
  static @Nullable ApplicationGlobal of(ClassLoader application) {
    try {
      return new ApplicationGlobal(
          Class.forName(GLOBAL, false, application),
          Class.forName(OPEN_TELEMETRY, false, application));
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /**
   * Tells whether the application has set it. Where it has not, and a library has asked for it, the
   * API has put one there that does nothing.
   */
  boolean isSetUp() {
    return isSet() && tracerProvider(get()) != tracerProvider(call(openTelemetry, "noop", null));
  }

  /** Without a call of {@code get()}, after which the application could set it no more. */
  private boolean isSet() {
    try {
      return (boolean) call(global, "isSet", null);
    } catch (IllegalStateException olderRelease) {
      try {
        Field field = global.getDeclaredField("globalOpenTelemetry");
        return field.trySetAccessible() && field.get(null) != null;
      } catch (ReflectiveOperationException e) {
        return false;
      }
    }
  }

  Object get() {
    return call(global, "get", null);
  }

  private Object tracerProvider(Object instance) {
    return call(openTelemetry, "getTracerProvider", instance);
  }

  private static Object call(Class<?> type, String method, @Nullable Object target) {
    try {
      return type.getMethod(method).invoke(target);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
