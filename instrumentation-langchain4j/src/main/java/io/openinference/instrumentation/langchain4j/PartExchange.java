// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Copies an immutable object of the library and replaces some of its parts, through the object's
 * builder.
 *
 * <p>LangChain4j hides the parts of its retrievers in private fields. This class only needs to read
 * the fields. If that is not allowed, or if the builder has no setter for a field, nothing is
 * copied.
 */
final class PartExchange {

  /** Fields whose setter in the builder has another name. */
  private static final Map<String, String> SETTERS =
      Map.of(
          "maxResultsProvider", "dynamicMaxResults",
          "minScoreProvider", "dynamicMinScore",
          "filterProvider", "dynamicFilter");

  /**
   * Returns a copy of the object.
   *
   * @param exchange returns the new part for an old one, or the old part
   * @return null if the object cannot be copied
   */
  static <T> @Nullable T copy(Class<T> type, T original, UnaryOperator<Object> exchange) {
    try {
      Object builder = type.getMethod("builder").invoke(null);
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !copyPart(field, original, builder, exchange)) {
          return null;
        }
      }
      return type.cast(builder.getClass().getMethod("build").invoke(builder));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static boolean copyPart(
      Field field, Object original, Object builder, UnaryOperator<Object> exchange)
      throws ReflectiveOperationException {
    if (!field.trySetAccessible()) {
      return false;
    }
    Object part = field.get(original);
    if (part == null) {
      return true;
    }
    Method setter = setter(builder.getClass(), field);
    if (setter == null) {
      return false;
    }
    setter.invoke(builder, exchange.apply(part));
    return true;
  }

  private static @Nullable Method setter(Class<?> builderType, Field field) {
    String name = SETTERS.getOrDefault(field.getName(), field.getName());
    try {
      return builderType.getMethod(name, field.getType());
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private PartExchange() {}
}
