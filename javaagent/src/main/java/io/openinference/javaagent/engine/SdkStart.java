// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Starts the SDK with its settings from the environment, through classes of another class loader.
 */
final class SdkStart {

  private static final String STARTER = "io.openinference.sdk.OpenInferenceSdkStarter";
  private static final String STARTER_TYPE =
      "io.openinference.instrumentation.spi.OpenTelemetryStarter";
  private static final String START = "io.openinference.instrumentation.spi.OpenTelemetryStart";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  /**
   * Returns a supplier that starts the SDK on first use and returns its OpenTelemetry. If the SDK
   * cannot be created, one log line says why, and the supplier returns an OpenTelemetry that does
   * nothing.
   *
   * @param loader loads core and SDK
   */
  static Supplier<?> in(ClassLoader loader) {
    try {
      return (Supplier<?>)
          loader
              .loadClass(START)
              .getConstructor(loader.loadClass(STARTER_TYPE))
              .newInstance(starter(loader));
    } catch (ReflectiveOperationException | LinkageError e) {
      report(e);
      Object noop = noop(loader);
      return () -> noop;
    }
  }

  /** Returns a starter that logs nothing, because the agent has already logged where spans go. */
  static Object starter(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass(STARTER).getMethod("quiet").invoke(null);
  }

  static void report(Throwable fault) {
    Logger.getLogger("io.openinference.javaagent")
        .warning("OpenInference sends no spans, because the agent's SDK failed to start: " + fault);
  }

  private static Object noop(ClassLoader loader) {
    try {
      return loader.loadClass(OPEN_TELEMETRY).getMethod("noop").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private SdkStart() {}
}
