// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Code that runs inside a span.
 *
 * @param <S> the type of span
 * @param <X> the exception type of the code
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanConsumer<S, X extends Throwable> {

  /** Runs the code. */
  void accept(S span) throws X;
}
