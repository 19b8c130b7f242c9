// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a sampler can read. They are masked once and written to every span that the
 * builder starts.
 */
final class StartAttributes extends MaskingSink {

  /**
   * Initial capacity for the kind and two attributes, which is what most instrumentations know at
   * the start.
   */
  private static final int INITIAL_SLOTS = 6;

  // Keys and values alternate, so writing them allocates nothing. A sampled-out span costs only
  // this array.
  private @Nullable Object[] slots = new Object[INITIAL_SLOTS];
  private int size;

  StartAttributes(AttributeMasker masker) {
    super(masker);
  }

  @Override
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    // The span may still be sampled out, so nothing may be uploaded yet.
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

  @SuppressWarnings("unchecked") // accept() only takes a key together with a value of its type.
  private <T> void write(int slot, SpanBuilder spanBuilder) {
    AttributeKey<T> key = (AttributeKey<T>) slots[slot];
    T value = (T) slots[slot + 1];
    if (key != null && value != null) {
      spanBuilder.setAttribute(key, value);
    }
  }

  /** Writes the attributes to a span that has started. */
  void writeTo(AttributeSink sink) {
    for (int slot = 0; slot < size; slot += 2) {
      write(slot, sink);
    }
  }

  @SuppressWarnings("unchecked") // accept() only takes a key together with a value of its type.
  private <T> void write(int slot, AttributeSink sink) {
    AttributeKey<T> key = (AttributeKey<T>) slots[slot];
    if (key != null) {
      sink.set(key, (T) slots[slot + 1]);
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
