// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.logging.Logger;

/** Starts our SDK with its settings from the environment. */
final class SdkStart {

  private static final String SDK = "io.openinference.sdk.OpenInferenceSdk";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

  /**
   * Returns the SDK's OpenTelemetry. Where it cannot be made, one line says why, and what is
   * returned does nothing.
   *
   * @param loader loads the SDK
   */
  // Deprecated without a replacement; from Java 24 on it does nothing and nothing is needed.
  @SuppressWarnings("removal")
  static Object openTelemetry(ClassLoader loader) {
    // The SDK's threads keep the code that they were started by, which else is the application's.
    return AccessController.doPrivileged((PrivilegedAction<Object>) () -> start(loader));
  }

  private static Object start(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Services are looked up there too.
    thread.setContextClassLoader(loader);
    try {
      Class<?> type = loader.loadClass(SDK);
      Object builder = type.getMethod("builder").invoke(null);
      Object sdk = builder.getClass().getMethod("build").invoke(builder);
      return type.getMethod("openTelemetry").invoke(sdk);
    } catch (InvocationTargetException e) {
      report(e.getTargetException());
    } catch (ReflectiveOperationException | LinkageError e) {
      report(e);
    } finally {
      thread.setContextClassLoader(before);
    }
    return noop(loader);
  }

  private static void report(Throwable fault) {
    if (fault instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    // The message where it is the SDK's complaint about a setting or the JVM's about a class; any
    // other may quote secrets.
    boolean isTelling = fault instanceof IllegalArgumentException || fault instanceof LinkageError;
    String reason = isTelling ? fault.toString() : fault.getClass().getName();
    Logger.getLogger("io.openinference.javaagent")
        .warning("OpenInference sends no spans, the agent's SDK failed to start: " + reason);
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
