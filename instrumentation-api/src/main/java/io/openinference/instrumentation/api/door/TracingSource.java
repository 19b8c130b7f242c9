// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Says what the calls of a library are traced with.
 *
 * @param <T> what the library's calls are traced with
 * @since 0.1.0
 */
public interface TracingSource<T> {

  /** Returns what to trace with at the moment, or null where the instrumentation is off. */
  @Nullable T current();

  /**
   * Returns the library's guard. There is one for each library and process: a {@link LinkageError}
   * tells that the release of the library does not fit, for every instrumentor alike.
   */
  TelemetryGuard guard();

  /** Returns what to trace a call with, or null where the call is not to be traced. */
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
