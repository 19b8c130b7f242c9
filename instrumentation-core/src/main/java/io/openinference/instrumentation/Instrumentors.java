// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.instrumentation.spi.ServiceEntries;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Finds the instrumentations on the class path and turns them on. */
final class Instrumentors {

  private static final Logger LOGGER = Logger.getLogger(OpenInference.class.getName());

  /**
   * Libraries that a log line has already named, because an application may call {@code
   * instrument()} twice.
   */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final OpenTelemetry openTelemetry;
  private final List<InstrumentorProvider> turnedOn = new ArrayList<>();
  private boolean isAnyPresent;

  private Instrumentors(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  static ProcessInstrumentation instrumentAll(OpenTelemetry openTelemetry) {
    Instrumentors instrumentors = new Instrumentors(openTelemetry);
    ServiceEntries.load(InstrumentorProvider.class, instrumentors::instrument, Instrumentors::warn);
    instrumentors.report();
    return new ProcessInstrumentation(instrumentors.turnedOn);
  }

  private void instrument(InstrumentorProvider instrumentor) {
    if (isLibraryPresent(instrumentor)) {
      isAnyPresent = true;
      if (instrumentor.instrument(openTelemetry)) {
        turnedOn.add(instrumentor);
      }
    }
  }

  private static boolean isLibraryPresent(InstrumentorProvider instrumentor) {
    try {
      Class.forName(instrumentor.libraryType(), false, instrumentor.getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void warn(Throwable fault) {
    LOGGER.log(
        Level.WARNING,
        "OpenInference.instrument() skipped an instrumentation that it could not turn on",
        fault);
  }

  private void report() {
    if (!isAnyPresent) {
      LOGGER.warning(
          "OpenInference.instrument() turned on no instrumentation: the class path has none that"
              + " works for the whole process. Wrap your clients instead, for example"
              + " OpenAIInstrumentor.wrap(client).");
    } else if (!turnedOn.isEmpty()) {
      String names =
          turnedOn.stream().map(InstrumentorProvider::name).collect(Collectors.joining(", "));
      if (TOLD.add(names)) {
        LOGGER.log(Level.INFO, "OpenInference traces {0}", names);
      }
    }
  }
}
