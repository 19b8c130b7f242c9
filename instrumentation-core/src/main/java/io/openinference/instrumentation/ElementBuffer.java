// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Arrays;

/**
 * Buffers the attributes of one list element until it is known that all of them fit on the span.
 */
final class ElementBuffer extends MaskingSink {

  // Keys and values alternate. Entries beyond the size belong to earlier elements.
  private Object[] slots = new Object[16];
  private int used;

  ElementBuffer(AttributeMasker masker) {
    super(masker);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, 2 * used);
    }
    slots[used++] = key;
    slots[used++] = value;
  }

  int size() {
    return used / 2;
  }

  void clear() {
    used = 0;
  }

  void writeTo(Span span) {
    for (int i = 0; i < used; i += 2) {
      setAttribute(span, (AttributeKey<?>) slots[i], slots[i + 1]);
    }
  }

  @SuppressWarnings("unchecked") // accept() only takes a key together with a value of its type.
  private static <T> void setAttribute(Span span, AttributeKey<T> key, Object value) {
    span.setAttribute(key, (T) value);
  }
}
