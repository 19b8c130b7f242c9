// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Copies lists and drops null elements, because attributes cannot hold nulls. */
final class NonNullElements {

  /**
   * The bound on copied elements. A span holds far fewer, and a collection may be endless or report
   * a wrong size.
   */
  static final int MAX_ELEMENTS = 100_000;

  private static final int MAX_INITIAL_CAPACITY = 1_000;
  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  /**
   * Returns an unmodifiable copy of the first {@link #MAX_ELEMENTS} elements; empty if they cannot
   * be read.
   */
  static <E> List<E> copyOf(@Nullable Collection<? extends @Nullable E> elements) {
    if (elements == null) {
      return List.of();
    }
    try {
      if (elements.isEmpty()) {
        return List.of();
      }
      if (elements.size() == 1) {
        Iterator<? extends @Nullable E> iterator = elements.iterator();
        E only = iterator.next();
        if (!iterator.hasNext()) {
          return only == null ? List.of() : List.of(only);
        }
      }
      List<E> copy = new ArrayList<>(Math.min(elements.size(), MAX_INITIAL_CAPACITY));
      int read = 0;
      for (E element : elements) {
        if (element != null) {
          copy.add(element);
        }
        if (++read == MAX_ELEMENTS) {
          break;
        }
      }
      return Collections.unmodifiableList(copy);
    } catch (Throwable t) {
      GUARD.handle("copyElements", t);
      return List.of();
    }
  }

  /**
   * Returns an unmodifiable copy without the elements that have nothing to record, because such an
   * element would be a hole in the list.
   */
  static <E> List<E> copyOf(
      @Nullable Collection<? extends @Nullable E> elements, Predicate<? super E> isBlank) {
    List<E> copy = copyOf(elements);
    for (E element : copy) {
      if (isBlank.test(element)) {
        return copy.stream().filter(isBlank.negate()).toList();
      }
    }
    return copy;
  }

  private NonNullElements() {}
}
