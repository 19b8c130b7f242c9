// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.function.Supplier;
import java.util.logging.Logger;

/** Starts our SDK with its settings from the environment, by classes of another class loader. */
final class SdkStart {

  private static final String STARTER = "io.openinference.sdk.OpenInferenceSdkStarter";
  private static final String STARTER_TYPE =
      "io.openinference.instrumentation.spi.OpenTelemetryStarter";
  private static final String START = "io.openinference.instrumentation.spi.OpenTelemetryStart";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  /**
   * Returns what starts the SDK when it is first asked, and then gives its OpenTelemetry. Where it
   * cannot be made, one line says why, and the OpenTelemetry does nothing.
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

  /** Returns what starts the SDK, silently, because the agent has said where spans go. */
  static Object starter(ClassLoader loader) throws ReflectiveOperationException {
    boolean isQuiet = true;
    return loader.loadClass(STARTER).getConstructor(boolean.class).newInstance(isQuiet);
  }

  static void report(Throwable fault) {
    Logger.getLogger("io.openinference.javaagent")
        .warning("OpenInference sends no spans, the agent's SDK failed to start: " + fault);
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
