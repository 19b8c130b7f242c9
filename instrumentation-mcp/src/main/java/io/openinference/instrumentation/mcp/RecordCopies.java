// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Copies records of the library, whatever components they have in the release at hand. */
final class RecordCopies {

  /**
   * Returns a copy of a record.
   *
   * @param change gives the value of a component, from its name and its present value
   */
  static <R extends Record> R copy(
      R record, BiFunction<String, @Nullable Object, @Nullable Object> change)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked") // It is the class of the record.
    Class<R> type = (Class<R>) record.getClass();
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = change.apply(components[i].getName(), components[i].getAccessor().invoke(record));
    }
    Constructor<R> constructor = type.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private RecordCopies() {}
}
