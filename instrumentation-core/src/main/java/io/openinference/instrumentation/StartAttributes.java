// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a sampler sees, masked once and written to the spans of as many calls as
 * their builder starts.
 */
final class StartAttributes extends MaskingSink {

  /**
   * Room for the kind and two attributes, which is what most instrumentations know at the start.
   */
  private static final int INITIAL_SLOTS = 6;

  // Keys and values in turn: writing them takes no object, so that a span that is sampled out costs
  // no more than these.
  private @Nullable Object[] slots = new Object[INITIAL_SLOTS];
  private int size;

  StartAttributes(AttributeMasker masker) {
    super(masker);
  }

  @Override
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    // The span may yet be sampled out, and then nothing may be uploaded.
    return masker.maskWithoutUpload(key, value);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, 2 * size);
    }
    slots[size++] = key;
    slots[size++] = value;
  }

  void writeTo(SpanBuilder spanBuilder) {
    for (int slot = 0; slot < size; slot += 2) {
      write(slot, spanBuilder);
    }
  }

  @SuppressWarnings("unchecked") // accept() takes keys and values of one type only.
  private <T> void write(int slot, SpanBuilder spanBuilder) {
    AttributeKey<T> key = (AttributeKey<T>) slots[slot];
    T value = (T) slots[slot + 1];
    if (key != null && value != null) {
      spanBuilder.setAttribute(key, value);
    }
  }

  void addKeysTo(Set<AttributeKey<?>> keys) {
    for (int slot = 0; slot < size; slot += 2) {
      if (slots[slot] instanceof AttributeKey<?> key) {
        keys.add(key);
      }
    }
  }
}
