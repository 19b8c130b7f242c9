// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the object that traces a library's calls.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public interface TracingSource<T> {

  /** Returns the object that traces calls now, or null if the instrumentation is off. */
  @Nullable T current();

  /**
   * Returns the library's guard. There is one guard per library and process, because a {@link
   * LinkageError} shows that the library's release does not fit, for every instrumentor.
   */
  TelemetryGuard guard();

  /** Returns the object that traces a call, or null if the call is not traced. */
  default @Nullable T active() {
    T tracing = current();
    if (tracing == null || !guard().isOpen()) {
      return null;
    }
    try {
      return OpenInference.isTracingSuppressed(Context.current()) ? null : tracing;
    } catch (Throwable t) {
      guard().handle("context", t);
      return null;
    }
  }
}
