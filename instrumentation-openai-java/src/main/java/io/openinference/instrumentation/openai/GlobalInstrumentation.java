// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.openinference.instrumentation.bytecode.AttachException;
import io.openinference.instrumentation.bytecode.Weaver;
import io.openinference.instrumentation.bytecode.Weaving;
import java.io.IOException;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The instrumentation of all clients of the process, on or off. */
final class GlobalInstrumentation {

  private static final Logger LOGGER = Logger.getLogger(OpenAIInstrumentor.class.getName());

  private static final Object LOCK = new Object();
  private static volatile @Nullable OpenAIInstrumentor active;

  // Guarded by LOCK.
  private static @Nullable Weaving weaving;
  private static boolean failureReported;

  /** Turns an instrumentor on unless one is on, and returns the one that is. */
  static OpenAIInstrumentor turnOn(OpenAIInstrumentor instrumentor) {
    synchronized (LOCK) {
      OpenAIInstrumentor known = active;
      if (known != null) {
        return known;
      }
      weaving = weave(instrumentor.tracing());
      active = weaving == null ? null : instrumentor;
      return instrumentor;
    }
  }

  static void turnOff(OpenAIInstrumentor instrumentor) {
    synchronized (LOCK) {
      if (active == instrumentor) {
        active = null;
        if (weaving != null) {
          weaving.undo();
          weaving = null;
        }
      }
    }
  }

  static boolean isOn(OpenAIInstrumentor instrumentor) {
    return active == instrumentor;
  }

  private static @Nullable Weaving weave(Tracing tracing) {
    if (!tracing.guard().isOpen()) {
      return null; // Which was logged, with the reason.
    }
    try {
      ClassLoader library = OpenAIClient.class.getClassLoader();
      return Weaver.attach()
          .weave(
              "openai-java",
              loader -> loader == library,
              ServiceAdvice.targets(),
              new ServiceAdvice(GlobalInstrumentation::tracing));
    } catch (AttachException e) {
      report(String.valueOf(e.getMessage()));
    } catch (IOException | LinkageError | RuntimeException e) {
      report(e.toString());
    }
    return null;
  }

  private static @Nullable Tracing tracing() {
    OpenAIInstrumentor instrumentor = active;
    return instrumentor == null ? null : instrumentor.tracing();
  }

  private static void report(String reason) {
    if (!failureReported) {
      failureReported = true;
      LOGGER.warning(
          "OpenAIInstrumentor.instrument() cannot trace the clients of this process: "
              + reason
              + ". What works: OpenAIInstrumentor.wrap(client), or starting the JVM with"
              + " -javaagent:openinference-javaagent.jar.");
    }
  }

  private GlobalInstrumentation() {}
}
