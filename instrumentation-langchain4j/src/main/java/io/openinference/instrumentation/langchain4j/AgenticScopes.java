// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agentic.scope.AgenticScope;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads private state of the scope of an agent run; returns false or null if it cannot be read. */
final class AgenticScopes {

  /** Tells whether the application lets LangChain4j handle the errors of its agents. */
  static boolean hasNoErrorHandler(AgenticScope scope) {
    Object handler = read(scope, "errorHandler");
    return handler != null && handler == read(scope, "DEFAULT_ERROR_RECOVERY");
  }

  /**
   * Returns the memory id that the application gave; ids that LangChain4j generated are not
   * returned.
   */
  static @Nullable Object givenMemoryId(AgenticScope scope) {
    Object kind = read(scope, "kind");
    return kind == null || kind.toString().equals("EPHEMERAL") ? null : scope.memoryId();
  }

  private static @Nullable Object read(AgenticScope scope, String name) {
    try {
      Field field = scope.getClass().getDeclaredField(name);
      return field.trySetAccessible() ? field.get(scope) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private AgenticScopes() {}
}
