// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which code that telemetry calls can fail.
 *
 * @since 0.1.0
 */
public enum Fault {
  /** Throws an exception as application code does. */
  EXCEPTION,
  /** Throws an error that the JVM can survive. */
  STACK_OVERFLOW,
  /** Throws an error that must reach the application. */
  OUT_OF_MEMORY,
  /** Throws the error of a library with another version. */
  LINKAGE_ERROR,
  /** Does its work and returns null. */
  NULL;

  /**
   * A part of the message of each throwable. The message stands for content, which must not be
   * logged.
   */
  public static final String SECRET = "secret-4711";

  /**
   * Fails instead of doing the work.
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
