// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of lists that may hold nulls, which attributes cannot. */
final class NonNullElements {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  /** Returns an unmodifiable copy, which is empty where the elements cannot be read. */
  static <E> List<E> copyOf(@Nullable Collection<? extends @Nullable E> elements) {
    if (elements == null) {
      return List.of();
    }
    try {
      List<E> copy = new ArrayList<>(elements.size());
      for (E element : elements) {
        if (element != null) {
          copy.add(element);
        }
      }
      return Collections.unmodifiableList(copy);
    } catch (Throwable t) {
      GUARD.handle("copyElements", t);
      return List.of();
    }
  }

  private NonNullElements() {}
}
