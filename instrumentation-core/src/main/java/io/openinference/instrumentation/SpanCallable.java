// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs in a span without seeing it and returns a result.
 *
 * @param <T> the result
 * @param <X> what the code throws
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanCallable<T extends @Nullable Object, X extends Throwable> {

  /** Runs the code. */
  T call() throws X;
}
