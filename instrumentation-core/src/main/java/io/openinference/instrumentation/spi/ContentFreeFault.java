// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a fault for the log. It has the classes and stack traces of the fault and its causes,
 * without their messages, because messages may quote what was sent to a model.
 */
final class ContentFreeFault extends Throwable {

  /** The maximum number of causes to follow; chains may be circular. */
  static final int MAX_CAUSES = 8;

  private static final long serialVersionUID = 1L;

  static ContentFreeFault of(Throwable fault) {
    return new ContentFreeFault(fault, copyCause(fault, MAX_CAUSES));
  }

  private static @Nullable ContentFreeFault copyCause(Throwable fault, int remaining) {
    Throwable cause = fault.getCause();
    return cause == null || remaining == 0
        ? null
        : new ContentFreeFault(cause, copyCause(cause, remaining - 1));
  }

  /** The message, which is the name of the original class. */
  private ContentFreeFault(Throwable original, @Nullable ContentFreeFault cause) {
    super(original.getClass().getName(), cause, false, true);
    setStackTrace(original.getStackTrace());
  }
}
