// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs inside a span, does not need the span object and returns a result.
 *
 * @param <T> the type of the result
 * @param <X> the exception type of the code
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanCallable<T extends @Nullable Object, X extends Throwable> {

  /** Runs the code. */
  T call() throws X;
}
