// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Copies an argument or a result to maps, lists and scalars of the JDK.
 *
 * <p>The content of {@link ReadableTypes} and records is copied. Other objects become the name of
 * their class. If the whole value is requested, collections of any class are copied too, and other
 * objects become their {@code toString()}. Objects that can be read only once are never read.
 */
final class PlainValue {

  /**
   * The maximum number of scalars and containers, so that a large collection costs little time and
   * memory.
   */
  static final int MAX_VALUES = 10_000;

  private static final int MAX_DEPTH = 32;
  private static final String ELLIPSIS = "...";

  private final boolean whole;
  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private PlainValue(boolean whole) {
    this.whole = whole;
  }

  /**
   * Copies a value.
   *
   * @param whole true to copy the value whatever its class
   */
  static @Nullable Object of(@Nullable Object value, boolean whole) {
    return new PlainValue(whole).copy(value);
  }

  private @Nullable Object copy(@Nullable Object value) {
    if (++values > MAX_VALUES) {
      return ELLIPSIS;
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || ReadableTypes.isNumber(value)) {
      return value;
    }
    String text = ReadableTypes.text(value);
    return text == null ? copyNested(value) : text;
  }

  private @Nullable Object copyNested(Object value) {
    if (path.size() >= MAX_DEPTH || !path.add(value)) {
      return ELLIPSIS;
    }
    try {
      return copyContent(value);
    } finally {
      path.remove(value);
    }
  }

  private @Nullable Object copyContent(Object value) {
    if (value instanceof Optional<?> optional) {
      return copy(optional.orElse(null));
    }
    if (value.getClass().isArray()) {
      // The JSON writer reads arrays of numbers directly.
      return value instanceof Object[] array ? copyAll(Arrays.asList(array)) : value;
    }
    if (value.getClass().isRecord()) {
      return fields(value);
    }
    boolean isRead = whole || ReadableTypes.holdsItsElements(value.getClass());
    if (isRead && value instanceof Collection<?> elements) {
      return copyAll(elements);
    }
    if (isRead && value instanceof Map<?, ?> map) {
      return copyAll(map);
    }
    return whole && !isReadOnce(value) ? value.toString() : ReadableTypes.name(value);
  }

  private List<@Nullable Object> copyAll(Collection<?> elements) {
    List<@Nullable Object> copies = new ArrayList<>();
    for (Object element : elements) {
      copies.add(copy(element));
      if (values > MAX_VALUES) {
        break;
      }
    }
    return copies;
  }

  private Object copyAll(Map<?, ?> map) {
    Map<String, @Nullable Object> copies = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = key(entry.getKey());
      if (key == null) {
        return ReadableTypes.name(map);
      }
      copies.put(key, copy(entry.getValue()));
      if (values > MAX_VALUES) {
        break;
      }
    }
    return copies;
  }

  /** Returns null for a key whose text only its own code could provide. */
  private @Nullable String key(@Nullable Object key) {
    if (key == null || key instanceof String || ReadableTypes.isNumber(key) || whole) {
      return String.valueOf(key);
    }
    return key instanceof Boolean ? key.toString() : ReadableTypes.text(key);
  }

  /** Reads the fields, because an accessor may be code of the application. */
  private Object fields(Object record) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Field field = record.getClass().getDeclaredField(component.getName());
        field.setAccessible(true);
        fields.put(component.getName(), copy(field.get(record)));
      }
      return fields;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return ReadableTypes.name(record); // The record's module does not allow reflection.
    }
  }

  private static boolean isReadOnce(Object value) {
    return value instanceof AutoCloseable
        || value instanceof Iterator
        || value instanceof BaseStream
        || value instanceof Flow.Publisher
        || (value instanceof Iterable && !(value instanceof java.nio.file.Path));
  }
}
