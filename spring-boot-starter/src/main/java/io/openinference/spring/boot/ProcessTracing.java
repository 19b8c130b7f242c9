// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.openinference.instrumentation.spi.ServiceEntries;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
 * <p>A process may hold several contexts: tests cache them, and devtools starts a new one. An
 * instrumentation is on once, as long as an open context wants it, and its spans go to the newest
 * open context.
 */
final class ProcessTracing {

  private static final Log LOG = LogFactory.getLog(ProcessTracing.class);
  private static final Object LOCK = new Object();

  // All four are guarded by LOCK.
  private static final Deque<ApplicationTelemetry> CONTEXTS = new ArrayDeque<>();
  private static final Map<ApplicationTelemetry, Set<String>> WANTED = new HashMap<>();
  private static final Map<String, InstrumentorProvider> ON = new TreeMap<>();
  private static final Set<String> WITHOUT_WEAVING = new HashSet<>();

  private static final OpenTelemetry OF_NEWEST = new LatestOpenTelemetry(ProcessTracing::newest);

  private static volatile @Nullable ApplicationTelemetry newest;

  /**
   * Turns instrumentations on for a context. A later call for the same context may turn on more.
   *
   * @param libraries selects instrumentations by name
   * @param weaves tells whether an instrumentation may change classes, for which the JVM loads an
   *     agent
   * @return the names of those that are on
   */
  static Set<String> turnOn(
      ApplicationTelemetry context, Predicate<String> libraries, Predicate<String> weaves) {
    synchronized (LOCK) {
      if (!CONTEXTS.contains(context)) {
        CONTEXTS.push(context);
        newest = context;
      }
      Set<String> wanted = new TreeSet<>();
      WANTED.put(context, wanted);
      ServiceEntries.load(
          InstrumentorProvider.class,
          instrumentor -> {
            if (libraries.test(instrumentor.name())
                && isOn(instrumentor, weaves.test(instrumentor.name()))) {
              wanted.add(instrumentor.name());
            }
          },
          fault -> LOG.warn("OpenInference skips an instrumentation that it cannot load", fault));
      return Set.copyOf(wanted);
    }
  }

  /** Returns the names of all instrumentations on the class path. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    ServiceEntries.load(
        InstrumentorProvider.class,
        instrumentor -> names.add(instrumentor.name()),
        fault -> LOG.debug("An instrumentation cannot be loaded", fault));
    return names;
  }

  /** Tells whether an instrumentation that is on does not change classes. */
  static boolean isWithoutWeaving(String library) {
    synchronized (LOCK) {
      return WITHOUT_WEAVING.contains(library);
    }
  }

  /** Turns an instrumentation on, unless it is on or its library is not there. */
  private static boolean isOn(InstrumentorProvider instrumentor, boolean weaves) {
    String name = instrumentor.name();
    if (!ON.containsKey(name)) {
      turnOn(instrumentor, weaves);
    } else if (weaves && WITHOUT_WEAVING.remove(name)) {
      // An older context needs less. The instrumentation stays that of its first provider.
      instrumentor.instrument(OF_NEWEST);
    }
    return ON.containsKey(name);
  }

  private static void turnOn(InstrumentorProvider instrumentor, boolean weaves) {
    String name = instrumentor.name();
    if (!ClassUtils.isPresent(
        instrumentor.libraryType(), instrumentor.getClass().getClassLoader())) {
      return;
    }
    if (weaves
        ? instrumentor.instrument(OF_NEWEST)
        : instrumentor.instrumentWithoutWeaving(OF_NEWEST)) {
      ON.put(name, instrumentor);
      if (!weaves) {
        WITHOUT_WEAVING.add(name);
      }
    }
  }

  /** Turns the instrumentations off that no other context wants. */
  static void close(ApplicationTelemetry context) {
    synchronized (LOCK) {
      if (!CONTEXTS.remove(context)) {
        return;
      }
      WANTED.remove(context);
      newest = CONTEXTS.peek();
      ON.values().removeIf(ProcessTracing::turnOffIfUnwanted);
    }
  }

  private static boolean turnOffIfUnwanted(InstrumentorProvider instrumentor) {
    boolean isWanted =
        WANTED.values().stream().anyMatch(names -> names.contains(instrumentor.name()));
    if (!isWanted) {
      WITHOUT_WEAVING.remove(instrumentor.name());
      instrumentor.uninstrument();
    }
    return !isWanted;
  }

  private static OpenTelemetry newest() {
    ApplicationTelemetry context = newest;
    return context == null ? OpenTelemetry.noop() : context.current();
  }

  private ProcessTracing() {}
}
