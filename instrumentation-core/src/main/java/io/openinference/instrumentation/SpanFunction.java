// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs in a span and returns a result.
 *
 * @param <S> the type of span
 * @param <T> the result
 * @param <X> what the code throws
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanFunction<S, T extends @Nullable Object, X extends Throwable> {

  /** Runs the code. */
  T apply(S span) throws X;
}
