// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties that the oldest supported LangChain4j does not have, or that only one provider's
 * classes have, so that nothing needs them on the class path.
 */
final class OptionalProperty {

  private static final Object[] NO_ARGUMENTS = {};

  private static final ClassValue<Map<String, Optional<Method>>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Method>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Returns the value of a public method without parameters, or null where there is none. */
  static @Nullable Object read(@Nullable Object target, String name) {
    if (target == null) {
      return null;
    }
    Class<?> type = target.getClass();
    Map<String, Optional<Method>> accessors = ACCESSORS.get(type);
    Optional<Method> accessor = accessors.get(name);
    if (accessor == null) {
      accessor = Optional.ofNullable(accessor(type, name));
      accessors.put(name, accessor);
    }
    try {
      return accessor.isPresent() ? accessor.get().invoke(target, NO_ARGUMENTS) : null;
    } catch (ReflectiveOperationException e) {
      // Some accessors throw where there is nothing to read.
      return null;
    }
  }

  static @Nullable Integer readInteger(@Nullable Object target, String name) {
    return read(target, name) instanceof Number number ? number.intValue() : null;
  }

  static @Nullable String readString(@Nullable Object target, String name) {
    return read(target, name) instanceof String string ? string : null;
  }

  private static @Nullable Method accessor(Class<?> type, String name) {
    for (Class<?> current = type; current != null; current = current.getSuperclass()) {
      Method declared = declaredAccessor(current, name);
      if (declared != null) {
        return declared;
      }
      for (Class<?> implemented : current.getInterfaces()) {
        Method inherited = accessor(implemented, name);
        if (inherited != null) {
          return inherited;
        }
      }
    }
    return null;
  }

  private static @Nullable Method declaredAccessor(Class<?> type, String name) {
    if (!Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    try {
      Method method = type.getDeclaredMethod(name);
      return Modifier.isPublic(method.getModifiers()) ? method : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private OptionalProperty() {}
}
