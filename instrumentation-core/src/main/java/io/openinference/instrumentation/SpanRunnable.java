// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Code that runs in a span without seeing it.
 *
 * @param <X> what the code throws
 * @since 0.1.0
 */
@FunctionalInterface
public interface SpanRunnable<X extends Throwable> {

  /** Runs the code. */
  void run() throws X;
}
