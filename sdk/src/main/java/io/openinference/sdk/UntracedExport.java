// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hides an export from an agent in the JVM, which would trace its requests otherwise.
 *
 * <p>OpenTelemetry 1.63 moved the class that does so to another package. It has no public place.
 */
final class UntracedExport {

  private static final List<String> UTILITIES =
      List.of(
          "io.opentelemetry.api.impl.InstrumentationUtil",
          "io.opentelemetry.api.internal.InstrumentationUtil");

  private static final @Nullable MethodHandle SUPPRESS = find();

  private static @Nullable MethodHandle find() {
    for (String name : UTILITIES) {
      try {
        return MethodHandles.publicLookup()
            .findStatic(
                Class.forName(name),
                "suppressInstrumentation",
                MethodType.methodType(void.class, Runnable.class));
      } catch (ReflectiveOperationException | LinkageError otherRelease) {
        // The next name.
      }
    }
    return null;
  }

  /** Runs an export. */
  static void run(Runnable export) {
    if (SUPPRESS == null) {
      export.run();
      return;
    }
    try {
      SUPPRESS.invokeExact(export);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private UntracedExport() {}
}
