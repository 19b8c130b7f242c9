// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The global OpenTelemetry of an application. */
final class ApplicationGlobal {

  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  // Looked up once, because they are asked at each call.
  private final @Nullable Method isSet;
  private final @Nullable Field instance;
  private final Method get;
  private final Method getTracerProvider;
  private final Object noop;

  private ApplicationGlobal(Class<?> global, Class<?> openTelemetry)
      throws ReflectiveOperationException {
    isSet = isSet(global);
    instance = isSet == null ? instance(global) : null;
    get = global.getMethod("get");
    getTracerProvider = openTelemetry.getMethod("getTracerProvider");
    noop = openTelemetry.getMethod("noop").invoke(null);
  }

  private static @Nullable Method isSet(Class<?> global) {
    try {
      return global.getMethod("isSet");
    } catch (NoSuchMethodException olderRelease) {
      return null;
    }
  }

  private static @Nullable Field instance(Class<?> global) throws NoSuchFieldException {
    Field field = global.getDeclaredField("globalOpenTelemetry");
    return field.trySetAccessible() ? field : null;
  }

  /** Returns null where the application has no OpenTelemetry API, or none that we know. */
  static @Nullable ApplicationGlobal of(ClassLoader application) {
    try {
      return new ApplicationGlobal(
          Class.forName(GLOBAL, false, application),
          Class.forName(OPEN_TELEMETRY, false, application));
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  /**
   * Tells whether the application has set it. Where it has not, and a library has asked for it, the
   * API has put one there that does nothing.
   */
  boolean isSetUp() {
    return isSet() && tracerProvider(get()) != tracerProvider(noop);
  }

  /** Without a call of {@code get()}, after which the application could set it no more. */
  private boolean isSet() {
    if (isSet != null) {
      return Boolean.TRUE.equals(call(isSet, null));
    }
    try {
      return instance != null && instance.get(null) != null;
    } catch (IllegalAccessException e) {
      return false;
    }
  }

  Object get() {
    return call(get, null);
  }

  private Object tracerProvider(Object openTelemetry) {
    return call(getTracerProvider, openTelemetry);
  }

  private static Object call(Method method, @Nullable Object target) {
    try {
      return method.invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
