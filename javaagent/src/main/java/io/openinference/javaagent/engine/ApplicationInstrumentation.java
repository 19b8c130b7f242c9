// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's own instrumentation of a library. Where there is one, it makes the calls: it
 * knows what the application has wrapped and turned on, so that a call is one span.
 */
final class ApplicationInstrumentation {

  /** Returns what makes the calls, or null where the application has nothing that fits. */
  @SuppressWarnings("unchecked") // What LibraryWeaving declares, of the application's version.
  static @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> handler(
      AgentWeaving weaving, ClassLoader library, Supplier<?> openTelemetry) {
    try {
      Class<?> type = Class.forName(weaving.type(), true, library);
      String libraryType = weaving.libraryType();
      if (find(libraryType, type.getClassLoader()) != find(libraryType, library)) {
        return null; // It would see another copy of the library.
      }
      return (Function<@Nullable Object[], @Nullable Object @Nullable []>)
          type.getMethod("handler", Supplier.class)
              .invoke(type.getConstructor().newInstance(), openTelemetry);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private static Class<?> find(String name, @Nullable ClassLoader loader)
      throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }

  private ApplicationInstrumentation() {}
}
