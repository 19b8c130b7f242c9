// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How code fails that telemetry calls and did not write.
 *
 * @since 0.1.0
 */
public enum Fault {
  /** Throws an exception of the application's kind. */
  EXCEPTION,
  /** Throws what a deep recursion throws. */
  STACK_OVERFLOW,
  /** Throws the error of memory that only telemetry needed. */
  OUT_OF_MEMORY,
  /** Throws what a library of another version throws. */
  LINKAGE_ERROR,
  /** Does its work and returns null. */
  NULL;

  /** Part of the message of each throwable. It stands for content, which must not be logged. */
  public static final String SECRET = "secret-4711";

  /**
   * Fails in place of the work.
   *
   * @return null, after the work was done
   */
  public <T> @Nullable T insteadOf(Supplier<T> work) {
    switch (this) {
      case EXCEPTION -> throw new IllegalStateException(SECRET);
      case STACK_OVERFLOW -> throw new StackOverflowError(SECRET);
      case OUT_OF_MEMORY -> throw new OutOfMemoryError(SECRET);
      case LINKAGE_ERROR -> throw new NoSuchMethodError(SECRET);
      case NULL -> {
        T unused = work.get();
        return null;
      }
    }
    throw new AssertionError(this);
  }
}
