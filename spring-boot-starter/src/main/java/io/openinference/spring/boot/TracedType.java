// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type of a library whose beans are traced.
 *
 * @param library the name of the instrumentation
 * @param selects tells whether a bean of the type is meant
 * @param wrap returns the traced bean; null if only the whole process can be traced
 * @param keepsType true if the traced bean has the type of the bean. The traced bean then replaces
 *     any bean. Otherwise it is a proxy, which replaces only a bean that is declared by an
 *     interface.
 */
record TracedType<T>(
    String library,
    Class<T> type,
    Predicate<? super T> selects,
    @Nullable UnaryOperator<T> wrap,
    boolean keepsType) {

  TracedType(String library, Class<T> type, @Nullable UnaryOperator<T> wrap) {
    this(library, type, bean -> true, wrap, /* keepsType= */ false);
  }

  /** Tells whether a bean is traced. */
  boolean includes(Object bean) {
    return type.isInstance(bean) && selects.test(type.cast(bean));
  }

  /** Returns the wrapped bean, or the bean itself. */
  Object wrapped(Object bean) {
    return wrap == null ? bean : wrap.apply(type.cast(bean));
  }
}
