// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows which objects can be read without running code of the application or its libraries.
 *
 * <p>The rule compares exact classes: an {@code ArrayList} holds its elements, while a subclass may
 * load elements from a database when it is iterated.
 */
final class ReadableTypes {

  private static final Set<Class<?>> TEXTS =
      Set.of(
          Character.class,
          StringBuilder.class,
          StringBuffer.class,
          UUID.class,
          URI.class,
          URL.class,
          File.class,
          Locale.class,
          Currency.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          java.util.Date.class);

  /** A nested class of another JDK class may be a view of a collection of any class. */
  private static final List<String> NESTED_OWNERS =
      List.of(
          "java.util.ImmutableCollections$",
          "java.util.Arrays$ArrayList",
          "java.util.Collections$Empty",
          "java.util.Collections$Singleton",
          "java.util.Collections$CopiesList",
          "java.util.ArrayList$",
          "java.util.HashMap$",
          "java.util.LinkedHashMap$",
          "java.util.concurrent.ConcurrentHashMap$");

  /** Returns the text of a scalar that JSON has no type for, or null for other values. */
  static @Nullable String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    Class<?> type = value.getClass();
    String name = type.getName();
    boolean isText =
        TEXTS.contains(type)
            || name.startsWith("java.time.")
            || name.startsWith("java.sql.")
            || (value instanceof Path && (name.startsWith("sun.") || name.startsWith("jdk.")))
            || (value instanceof Charset && name.startsWith("sun."));
    return isText && !(value instanceof AutoCloseable) ? value.toString() : null;
  }

  /** Tells whether a number is of a JDK class. */
  static boolean isNumber(Object value) {
    return value instanceof Number && value.getClass().getName().startsWith("java.");
  }

  /** Tells whether a collection or map of this class stores its elements itself. */
  static boolean holdsItsElements(Class<?> type) {
    String name = type.getName();
    if (name.indexOf('$') >= 0) {
      return NESTED_OWNERS.stream().anyMatch(name::startsWith);
    }
    // Other JDK classes wait for locks (the blocking queues) or are views of another collection.
    return (isIn("java.util.", name) && !name.startsWith("java.util.ReverseOrder"))
        || name.startsWith("java.util.concurrent.Concurrent")
        || name.startsWith("java.util.concurrent.CopyOnWrite")
        || name.startsWith("kotlin.collections.Empty");
  }

  private static boolean isIn(String packagePrefix, String className) {
    return className.startsWith(packagePrefix)
        && className.indexOf('.', packagePrefix.length()) < 0;
  }

  /** Returns the name of an object's class, or of the class that a proxy stands for. */
  static String name(Object value) {
    Class<?> type = value.getClass();
    if (Proxy.isProxyClass(type) || type.isHidden()) {
      Class<?>[] interfaces = type.getInterfaces();
      return interfaces.length == 0 ? type.getName() : interfaces[0].getName();
    }
    while (isGenerated(type.getName()) && type.getSuperclass() != Object.class) {
      type = type.getSuperclass();
    }
    return type.getTypeName();
  }

  private static boolean isGenerated(String className) {
    return className.contains("$$")
        || className.contains("$HibernateProxy$")
        || className.contains("$ByteBuddy$");
  }

  private ReadableTypes() {}
}
