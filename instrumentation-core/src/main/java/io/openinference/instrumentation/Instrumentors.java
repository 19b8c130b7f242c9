// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the instrumentations on the class path and turns them on. */
final class Instrumentors {

  private static final Logger logger = Logger.getLogger(OpenInference.class.getName());
  private static final TelemetryGuard guard = TelemetryGuard.named("instrumentation-core");

  static void instrumentAll(OpenTelemetry openTelemetry) {
    List<String> names = new ArrayList<>();
    try {
      Iterator<Instrumentor> found = ServiceLoader.load(Instrumentor.class).iterator();
      while (found.hasNext()) {
        instrument(found.next(), openTelemetry, names);
      }
    } catch (Throwable t) {
      guard.handle("OpenInference.instrument", t);
    }
    if (names.isEmpty()) {
      logger.warning(
          "OpenInference.instrument() found no instrumentation that can be turned on for the whole"
              + " process. Wrap your clients instead, for example OpenAIInstrumentor.wrap(client).");
    } else {
      logger.log(Level.INFO, "OpenInference traces {0}", String.join(", ", names));
    }
  }

  private static void instrument(
      Instrumentor instrumentor, OpenTelemetry openTelemetry, List<String> names) {
    try {
      instrumentor.instrument(openTelemetry);
      names.add(instrumentor.name());
    } catch (Throwable t) {
      guard.handle("OpenInference.instrument", t);
    }
  }

  private Instrumentors() {}
}
