// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call, which ends once.
 *
 * <p>All work on the span runs inside the guard. These methods throw only fatal errors, which the
 * guard rethrows. The span ends in that case too.
 */
final class CallSpan<S extends OpenInferenceSpan<S>> {

  private final TelemetryGuard guard;
  private final Runnable releaseMemory;
  private final Runnable onEnd;
  // Null once the call is over.
  private volatile @Nullable S span;

  /**
   * @param releaseMemory drops the data of the call, after an {@link OutOfMemoryError}
   * @param onEnd runs after the span has ended
   */
  CallSpan(S span, TelemetryGuard guard, Runnable releaseMemory, Runnable onEnd) {
    this.span = span;
    this.guard = guard;
    this.releaseMemory = releaseMemory;
    this.onEnd = onEnd;
  }

  /** Returns the span, or null once the call is over. */
  @Nullable S get() {
    return span;
  }

  /** Runs work on the span, unless the call is over. */
  void guarded(String site, Consumer<S> work) {
    S current = span;
    if (current == null) {
      return;
    }
    try {
      work.accept(current);
    } catch (Throwable fault) {
      handle(site, fault);
    }
  }

  /** Logs a fault of the instrumentation. */
  void handle(String site, Throwable fault) {
    boolean goesOn = false;
    try {
      if (fault instanceof OutOfMemoryError) {
        // Releases memory first, because logging needs memory as well.
        releaseMemory.run();
      }
      guard.handleLibrary(site, fault);
      goesOn = true;
    } finally {
      if (!goesOn) {
        end();
      }
    }
  }

  /** Ends the span as it is, and drops it. */
  void end() {
    S ending = span;
    try {
      if (ending != null) {
        ending.end();
      }
    } finally {
      span = null;
      onEnd.run();
    }
  }
}
