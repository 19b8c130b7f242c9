// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;

/** The attributes of one list element, held back until it is known that all of them fit. */
final class ElementBuffer extends MaskingSink {

  private final List<AttributeKey<?>> keys = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  ElementBuffer(AttributeMasker masker) {
    super(masker);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    keys.add(key);
    values.add(value);
  }

  int size() {
    return keys.size();
  }

  void clear() {
    keys.clear();
    values.clear();
  }

  void writeTo(Span span) {
    for (int i = 0; i < keys.size(); i++) {
      setAttribute(span, keys.get(i), values.get(i));
    }
  }

  @SuppressWarnings("unchecked") // accept() takes keys and values of one type only.
  private static <T> void setAttribute(Span span, AttributeKey<T> key, Object value) {
    span.setAttribute(key, (T) value);
  }
}
