// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's own instrumentation of a library. If the application has one, it makes the
 * calls. It knows which objects the application has wrapped, so each call makes one span.
 */
final class ApplicationInstrumentation {

  /**
   * Returns the handler of the calls, or null if the application has no instrumentation that fits.
   */
  @SuppressWarnings("unchecked") // Declared by LibraryWeaving in the application's version.
  static @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> handler(
      AgentWeaving weaving, ClassLoader library, Supplier<?> openTelemetry) {
    try {
      Class<?> type = Class.forName(weaving.type(), true, library);
      String libraryType = weaving.libraryType();
      if (find(libraryType, type.getClassLoader()) != find(libraryType, library)) {
        return null; // This instrumentation would see another copy of the library.
      }
      return (Function<@Nullable Object[], @Nullable Object @Nullable []>)
          type.getMethod("handler", Supplier.class)
              .invoke(ListedWeavings.newInstance(type), openTelemetry);
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
