// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs inside a span and returns a result.
 *
 * @param <S> the type of span
 * @param <T> the type of the result
 * @param <X> the exception type of the code
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanFunction<S, T extends @Nullable Object, X extends Throwable> {

  /** Runs the code. */
  T apply(S span) throws X;
}
