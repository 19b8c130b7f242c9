// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.function.Supplier;

/** How foreign code fails. */
enum Fault {
  EXCEPTION(() -> new IllegalStateException(Fault.SECRET)),
  STACK_OVERFLOW(() -> new StackOverflowError(Fault.SECRET)),
  OUT_OF_MEMORY(() -> new OutOfMemoryError(Fault.SECRET)),
  LINKAGE_ERROR(() -> new NoSuchMethodError(Fault.SECRET)),
  /** Does its work and returns null. */
  NULL(() -> null);

  /** Content, which must not be logged. */
  static final String SECRET = "secret-4711";

  private final Supplier<Throwable> throwable;

  Fault(Supplier<Throwable> throwable) {
    this.throwable = throwable;
  }

  <T> T insteadOf(Supplier<T> work) {
    Throwable thrown = throwable.get();
    if (thrown != null) {
      throw Fault.<RuntimeException>unchecked(thrown);
    }
    work.get();
    return null;
  }

  @SuppressWarnings("unchecked") // Thrown as it is.
  private static <X extends Throwable> X unchecked(Throwable throwable) throws X {
    throw (X) throwable;
  }
}
