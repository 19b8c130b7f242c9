// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.lang.reflect.Field;

/** Knows whether an application handles the errors of its agents itself. */
final class ErrorRecovery {

  /** Returns false also where that cannot be known. */
  static boolean isNone(Object agenticScope) {
    try {
      Class<?> type = agenticScope.getClass();
      Field handler = type.getDeclaredField("errorHandler");
      Field none = type.getDeclaredField("DEFAULT_ERROR_RECOVERY");
      return handler.trySetAccessible()
          && none.trySetAccessible()
          && handler.get(agenticScope) == none.get(null);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private ErrorRecovery() {}
}
