// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the guard of an instrumentation as new between tests. An instrumentation has one guard for
 * the process. A {@code LinkageError} closes the guard for ever, and each site logs once.
 *
 * @since 0.1.0
 */
public final class LibraryGuard {

  /**
   * Opens a guard and lets it forget what it has logged.
   *
   * @param guard a {@code io.openinference.instrumentation.spi.TelemetryGuard}
   * @throws IllegalArgumentException if {@code guard} is something else
   */
  public static void renew(Object guard) {
    ((AtomicBoolean) read(guard, "open")).set(true);
    ((Set<?>) read(guard, "reportedSites")).clear();
  }

  private static Object read(Object guard, String name) {
    try {
      Field field = guard.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(guard);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(guard.getClass() + " is no guard", e);
    }
  }

  private LibraryGuard() {}
}
