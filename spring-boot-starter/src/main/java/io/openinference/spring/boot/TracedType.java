// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type of a library whose beans are traced.
 *
 * @param library the name of the instrumentation
 * @param wrap returns the traced bean; null if only the whole process can be traced
 */
record TracedType<T>(String library, Class<T> type, @Nullable UnaryOperator<T> wrap) {

  /** Returns the wrapped bean, or the bean itself. */
  Object wrapped(Object bean) {
    return wrap == null ? bean : wrap.apply(type.cast(bean));
  }
}
