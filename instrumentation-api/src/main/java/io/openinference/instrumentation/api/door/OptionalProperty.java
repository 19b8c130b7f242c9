// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property that the oldest supported release of a library does not have, or that only some of its
 * optional classes have, so that nothing needs them on the class path.
 *
 * @since 0.1.0
 */
public final class OptionalProperty {

  private static final Object[] NO_ARGUMENTS = {};

  /** By class of the object that is read, so that reading looks nothing up by name. */
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
   * Returns the property of a name, to be kept and read from objects of any class.
   *
   * @param name that of a public method without parameters
   */
  public static OptionalProperty named(String name) {
    return new OptionalProperty(name);
  }

  /** Returns the value, or null where the object is null or has no such property. */
  public @Nullable Object read(@Nullable Object target) {
    if (target == null) {
      return null;
    }
    Optional<Method> accessor = accessors.get(target.getClass());
    return accessor.isPresent() ? invoke(accessor.get(), target) : null;
  }

  /** Calls an accessor, for whoever reads many properties of one class. */
  public static @Nullable Object invoke(Method accessor, Object target) {
    try {
      return accessor.invoke(target, NO_ARGUMENTS);
    } catch (ReflectiveOperationException e) {
      // Some accessors throw where there is nothing to read.
      return null;
    }
  }

  /** Returns the value as an integer, or null where there is no number. */
  public @Nullable Integer readInteger(@Nullable Object target) {
    return read(target) instanceof Number number ? number.intValue() : null;
  }

  /** Returns the value, or null where there is no string. */
  public @Nullable String readString(@Nullable Object target) {
    return read(target) instanceof String string ? string : null;
  }

  /** Returns the public method without parameters that reads a property, or null. */
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
