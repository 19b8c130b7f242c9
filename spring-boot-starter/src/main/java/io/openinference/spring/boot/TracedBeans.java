// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which beans are wrapped, and which libraries need the whole process to be traced. */
final class TracedBeans {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  private final Map<String, Set<String>> wrapped = new ConcurrentHashMap<>();
  private final Set<String> wrappedTypes = ConcurrentHashMap.newKeySet();
  private final Set<String> unwrapped = ConcurrentHashMap.newKeySet();

  /** The types of wrapped beans and the libraries of others for which the action has run. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private volatile Runnable onFirstOfType = () -> {};

  /** Sets what runs after the first bean of a type is made, for beans that are made late. */
  void onFirstOfType(Runnable action) {
    onFirstOfType = action;
  }

  void addWrapped(TracedType<?> traced, String beanName) {
    wrapped.computeIfAbsent(traced.library(), name -> ConcurrentHashMap.newKeySet()).add(beanName);
    wrappedTypes.add(traced.type().getName());
    tell(traced.type().getName());
  }

  /** Tells whether a bean of one of the types is wrapped. */
  boolean hasWrapped(Set<String> types) {
    return wrappedTypes.stream().anyMatch(types::contains);
  }

  /** Remembers a library with a bean that no proxy can stand in for. */
  void addUnwrapped(String library) {
    unwrapped.add(library);
    tell(library);
  }

  /** The bean is good without the action. If the action fails, the next bean runs it again. */
  private void tell(String typeOrLibrary) {
    if (told.add(typeOrLibrary)) {
      try {
        onFirstOfType.run();
      } catch (Throwable fault) {
        told.remove(typeOrLibrary);
        GUARD.handle("trace the process for a bean", fault);
      }
    }
  }

  /** Returns the names of the wrapped beans by library. */
  Map<String, Set<String>> wrapped() {
    Map<String, Set<String>> sorted = new TreeMap<>();
    wrapped.forEach((library, names) -> sorted.put(library, new TreeSet<>(names)));
    return sorted;
  }

  /** Returns the libraries with beans that are not wrapped. */
  Set<String> unwrapped() {
    return Set.copyOf(unwrapped);
  }
}
