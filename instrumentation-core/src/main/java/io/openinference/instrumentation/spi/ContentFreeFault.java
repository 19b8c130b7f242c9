// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a fault for the log. It has the classes and stack traces of the fault and its causes,
 * without their messages, because messages may quote what was sent to a model. The name of a
 * missing class stays, because it is no content, and nobody finds the missing jar without it.
 */
final class ContentFreeFault extends Throwable {

  /** The maximum number of causes to follow; chains may be circular. */
  static final int MAX_CAUSES = 8;

  private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+([./][\\w$]+)+");

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

  /** The message is the name of the original class, and of the class that it misses. */
  private ContentFreeFault(Throwable original, @Nullable ContentFreeFault cause) {
    super(original.getClass().getName() + missingClass(original), cause, false, true);
    setStackTrace(original.getStackTrace());
  }

  private static String missingClass(Throwable original) {
    boolean isClassMissing =
        original instanceof NoClassDefFoundError || original instanceof ClassNotFoundException;
    String message = isClassMissing ? original.getMessage() : null;
    return message != null && CLASS_NAME.matcher(message).matches() ? ": " + message : "";
  }
}
