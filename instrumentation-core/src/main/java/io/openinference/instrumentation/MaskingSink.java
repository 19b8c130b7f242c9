// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Masks attributes before they reach OpenTelemetry. */
abstract class MaskingSink implements AttributeSink {

  final AttributeMasker masker;

  MaskingSink(AttributeMasker masker) {
    this.masker = masker;
  }

  @Override
  public final <T> void set(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      acceptMasked(key, mask(key, value));
    }
  }

  @Override
  public final void setJson(AttributeKey<String> key, @Nullable JsonObject value) {
    if (value != null) {
      setLazily(key, value::json);
    }
  }

  /** Does not call the supplier if a setting hides the value. */
  final <T> void setLazily(AttributeKey<T> key, Supplier<? extends @Nullable T> value) {
    acceptMasked(key, masker.maskLazily(key, value));
  }

  @SuppressWarnings("unchecked") // Masking keeps a value's type or turns the value into a string.
  private <T> void acceptMasked(AttributeKey<T> key, @Nullable Object masked) {
    if (masked instanceof String redacted && key.getType() != AttributeType.STRING) {
      // A hidden vector becomes a string, as in the Python package.
      accept(AttributeKey.stringKey(key.getKey()), redacted);
    } else if (masked != null) {
      accept(key, (T) masked);
    }
  }

  @Nullable Object mask(AttributeKey<?> key, Object value) {
    return masker.mask(key, value);
  }

  abstract <T> void accept(AttributeKey<T> key, T value);
}
