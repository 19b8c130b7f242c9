// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the library's guard as new between tests: there is one for the process, which no test must
 * leave closed.
 */
final class LibraryGuard {

  static void renew() {
    ((AtomicBoolean) read("open")).set(true);
    ((Set<?>) read("reportedSites")).clear();
  }

  private static Object read(String name) {
    try {
      Field field = TelemetryGuard.class.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(Tracing.GUARD);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private LibraryGuard() {}
}
