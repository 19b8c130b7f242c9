// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The instrumentation of all clients of the process, on or off. */
final class GlobalInstrumentation {

  private static final Object LOCK = new Object();
  private static final ProcessWeaving WEAVING =
      new ProcessWeaving(
          OpenAIInstrumentor.class,
          "cannot trace the clients of this process",
          "OpenAIInstrumentor.wrap(client)");

  private static volatile @Nullable OpenAIInstrumentor active;

  /** Turns an instrumentor on unless one is on, and returns the one that is. */
  static OpenAIInstrumentor turnOn(OpenAIInstrumentor instrumentor) {
    synchronized (LOCK) {
      OpenAIInstrumentor known = active;
      if (known != null) {
        return known;
      }
      active = weave(instrumentor.tracing()) ? instrumentor : null;
      return instrumentor;
    }
  }

  static void turnOff(OpenAIInstrumentor instrumentor) {
    synchronized (LOCK) {
      if (active == instrumentor) {
        active = null;
        WEAVING.undo();
      }
    }
  }

  static boolean isOn(OpenAIInstrumentor instrumentor) {
    return active == instrumentor;
  }

  private static boolean weave(Tracing tracing) {
    ClassLoader library = OpenAIClient.class.getClassLoader();
    return tracing.guard().isOpen() // If not, that was logged, with the reason.
        && WEAVING.begin(
            "openai-java",
            loader -> loader == library,
            ServiceAdvice.targets(),
            new ServiceAdvice(GlobalInstrumentation::tracing));
  }

  /**
   * Returns what makes the calls of an agent, which weaves itself.
   *
   * @param ofAgent what to trace with while no instrumentor is on
   */
  static ServiceAdvice advice(Supplier<Tracing> ofAgent) {
    return new ServiceAdvice(
        () -> {
          Tracing tracing = tracing();
          return tracing == null ? ofAgent.get() : tracing;
        });
  }

  private static @Nullable Tracing tracing() {
    OpenAIInstrumentor instrumentor = active;
    return instrumentor == null ? null : instrumentor.tracing();
  }

  private GlobalInstrumentation() {}
}
