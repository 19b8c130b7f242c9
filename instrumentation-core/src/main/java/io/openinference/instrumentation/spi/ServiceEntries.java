// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads the entries of service files one by one, so that a broken entry does not hide the others.
 *
 * @param <T> the type of the service
 * @since 0.1.0
 */
public final class ServiceEntries<T> {

  /** The maximum number of broken entries, in case an iterator never gets past one. */
  private static final int MAX_ENTRIES = 1000;

  /**
   * Holds, for some services, a file with the names of all providers of this project. Tools that
   * join jars keep only one of the service files that have the same name, unless they are told to
   * merge these files.
   */
  private static final String KNOWN = "/META-INF/openinference/";

  private final Class<T> service;
  private final Consumer<T> found;
  private final Consumer<Throwable> broken;
  private final Set<Class<?>> seen = new HashSet<>();

  private ServiceEntries(Class<T> service, Consumer<T> found, Consumer<Throwable> broken) {
    this.service = service;
    this.found = found;
    this.broken = broken;
  }

  /**
   * Searches the context class loader of the thread, then the class loader of this class. Finds the
   * providers of this project also in a joined jar that has lost their service files.
   *
   * @param found receives one instance of each provider
   * @param broken receives the exception of an entry that cannot be loaded, or an exception of
   *     {@code found}
   */
  public static <T> void load(Class<T> service, Consumer<T> found, Consumer<Throwable> broken) {
    ServiceEntries<T> entries = new ServiceEntries<>(service, found, broken);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = ServiceEntries.class.getClassLoader();
    entries.loadAll(context);
    if (own != context) {
      entries.loadAll(own);
    }
    entries.loadKnown(own);
  }

  private void loadAll(@Nullable ClassLoader loader) {
    Iterator<ServiceLoader.Provider<T>> entries =
        ServiceLoader.load(service, loader).stream().iterator();
    for (int entry = 0; entry < MAX_ENTRIES && loadNext(entries); entry++) {}
  }

  private boolean loadNext(Iterator<ServiceLoader.Provider<T>> entries) {
    try {
      if (!entries.hasNext()) {
        return false;
      }
      ServiceLoader.Provider<T> entry = entries.next();
      Class<? extends T> type = entry.type();
      if (seen.add(type)) {
        found.accept(entry.get());
      }
    } catch (Throwable t) {
      TelemetryGuard.rethrowFatal(t);
      broken.accept(t);
    }
    return true;
  }

  private void loadKnown(@Nullable ClassLoader loader) {
    for (String name : known()) {
      try {
        Class<? extends T> type = Class.forName(name, false, loader).asSubclass(service);
        if (seen.add(type)) {
          found.accept(type.getConstructor().newInstance());
        }
      } catch (ClassNotFoundException absent) {
        // The application does not have this module.
      } catch (Throwable t) {
        TelemetryGuard.rethrowFatal(t);
        broken.accept(t);
      }
    }
  }

  private List<String> known() {
    try (InputStream file = ServiceEntries.class.getResourceAsStream(KNOWN + service.getName())) {
      return file == null
          ? List.of()
          : new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }
}
