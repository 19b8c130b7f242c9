// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Code that runs inside a span and does not need the span object.
 *
 * @param <X> the exception type of the code
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanRunnable<X extends Throwable> {

  /** Runs the code. */
  void run() throws X;
}
