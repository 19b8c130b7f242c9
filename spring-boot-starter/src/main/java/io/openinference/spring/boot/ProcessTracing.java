// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.openinference.instrumentation.spi.ServiceEntries;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Traces all clients of the process while at least one application context asks for it.
 *
 * <p>A process may hold several contexts: tests cache them, and devtools starts a new one. The
 * instrumentations are on once, and their spans go to the newest open context.
 */
final class ProcessTracing {

  private static final Log LOG = LogFactory.getLog(ProcessTracing.class);
  private static final Object LOCK = new Object();

  // Both are guarded by LOCK.
  private static final Deque<ApplicationTelemetry> CONTEXTS = new ArrayDeque<>();
  private static final Map<String, InstrumentorProvider> ON = new TreeMap<>();

  private static final OpenTelemetry OF_NEWEST = new LatestOpenTelemetry(ProcessTracing::newest);

  private static volatile @Nullable ApplicationTelemetry newest;

  /**
   * Turns instrumentations on for a context.
   *
   * @param libraries selects instrumentations by name
   * @return the names of the instrumentations that are on
   */
  static Set<String> turnOn(ApplicationTelemetry context, Predicate<String> libraries) {
    synchronized (LOCK) {
      CONTEXTS.remove(context);
      CONTEXTS.push(context);
      newest = context;
      ServiceEntries.load(
          InstrumentorProvider.class,
          instrumentor -> turnOn(instrumentor, libraries),
          fault -> LOG.warn("OpenInference skips an instrumentation that it cannot load", fault));
      return new TreeSet<>(ON.keySet());
    }
  }

  private static void turnOn(InstrumentorProvider instrumentor, Predicate<String> libraries) {
    String name = instrumentor.name();
    if (!ON.containsKey(name)
        && libraries.test(name)
        && ClassUtils.isPresent(
            instrumentor.libraryType(), instrumentor.getClass().getClassLoader())
        && instrumentor.instrument(OF_NEWEST)) {
      ON.put(name, instrumentor);
    }
  }

  /** Turns the instrumentations off if no other context needs them. */
  static void close(ApplicationTelemetry context) {
    synchronized (LOCK) {
      if (!CONTEXTS.remove(context)) {
        return;
      }
      newest = CONTEXTS.peek();
      if (newest == null) {
        ON.values().forEach(InstrumentorProvider::uninstrument);
        ON.clear();
      }
    }
  }

  private static OpenTelemetry newest() {
    ApplicationTelemetry context = newest;
    return context == null ? OpenTelemetry.noop() : context.current();
  }

  private ProcessTracing() {}
}
