// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A copy of core that is linked to the application's OpenTelemetry API. */
final class ApplicationCore {

  private static final String TELEMETRY =
      "io.openinference.instrumentation.spi.ApplicationOpenTelemetry";
  private static final String STARTER_TYPE =
      "io.openinference.instrumentation.spi.OpenTelemetryStarter";

  private final Object openTelemetry;
  private final Class<?> type;
  // Looked up once, because each call uses it.
  private final Method isGlobalSet;

  private ApplicationCore(Class<?> type) throws ReflectiveOperationException {
    this.type = type;
    this.openTelemetry = type.getMethod("get").invoke(null);
    this.isGlobalSet = type.getMethod("isGlobalSet");
  }

  /** Returns the copy that a class loader finds, or null if it finds none that works. */
  static @Nullable ApplicationCore of(ClassLoader loader) {
    try {
      return new ApplicationCore(Class.forName(TELEMETRY, true, loader));
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  /** Offers an SDK to an application that has none on its class path. */
  void offer(ClassLoader sdk) {
    try {
      type.getMethod("offer", Class.forName(STARTER_TYPE, false, type.getClassLoader()))
          .invoke(null, SdkStart.starter(sdk));
    } catch (ReflectiveOperationException | LinkageError e) {
      SdkStart.report(e);
    }
  }

  /** Returns a supplier that looks up the application's OpenTelemetry for each call. */
  Object openTelemetry() {
    return openTelemetry;
  }

  /** Tells whether the application has set a global OpenTelemetry; does not set one. */
  boolean isGlobalSet() {
    try {
      return (boolean) isGlobalSet.invoke(null);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
