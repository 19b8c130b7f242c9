// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property that may be missing, because the oldest supported release of a library or some
 * optional classes do not have it. The caller needs none of those classes on the class path.
 *
 * @since 0.1.0
 */
public final class OptionalProperty {

  private static final Object[] NO_ARGUMENTS = {};

  /** Accessors by class, so that repeated reads do not look up the name. */
  private final ClassValue<Optional<Method>> accessors;

  private OptionalProperty(String name) {
    this.accessors =
        new ClassValue<>() {
          @Override
          protected Optional<Method> computeValue(Class<?> type) {
            return Optional.ofNullable(accessor(type, name));
          }
        };
  }

  /**
   * Returns the property of the given name. Keep it in a field and read it from objects of any
   * class.
   *
   * @param name the name of a public method without parameters
   */
  public static OptionalProperty named(String name) {
    return new OptionalProperty(name);
  }

  /** Returns the value, or null if the object is null or does not have the property. */
  public @Nullable Object read(@Nullable Object target) {
    if (target == null) {
      return null;
    }
    Optional<Method> accessor = accessors.get(target.getClass());
    return accessor.isPresent() ? invoke(accessor.get(), target) : null;
  }

  /** Calls an accessor, for callers that read many properties of one class. */
  public static @Nullable Object invoke(Method accessor, Object target) {
    try {
      return accessor.invoke(target, NO_ARGUMENTS);
    } catch (ReflectiveOperationException e) {
      // Some accessors throw if there is no value.
      return null;
    }
  }

  /** Returns the value as an integer, or null if it is not a number. */
  public @Nullable Integer readInteger(@Nullable Object target) {
    return read(target) instanceof Number number ? number.intValue() : null;
  }

  /** Returns the value, or null if it is not a string. */
  public @Nullable String readString(@Nullable Object target) {
    return read(target) instanceof String string ? string : null;
  }

  /**
   * Returns the public method without parameters that reads a property, or null if there is none.
   */
  public static @Nullable Method accessor(Class<?> type, String name) {
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
}
