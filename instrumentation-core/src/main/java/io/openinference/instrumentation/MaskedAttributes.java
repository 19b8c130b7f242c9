// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.FailureTexts;
import io.openinference.semconv.ExceptionAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** The attributes of an event or a link, masked by the same rules as span attributes. */
final class MaskedAttributes extends MaskingSink {

  private final boolean isSeenBySamplers;
  private final AttributesBuilder attributes;

  private MaskedAttributes(
      AttributeMasker masker, boolean isSeenBySamplers, AttributesBuilder attributes) {
    super(masker);
    this.isSeenBySamplers = isSeenBySamplers;
    this.attributes = attributes;
  }

  static Attributes ofSpan(AttributeMasker masker, @Nullable Attributes attributes) {
    return new MaskedAttributes(masker, false, Attributes.builder()).with(attributes).build();
  }

  /** Masks the attributes that a span starts with. Nothing is uploaded for these attributes. */
  static Attributes ofSpanBuilder(AttributeMasker masker, @Nullable Attributes attributes) {
    return new MaskedAttributes(masker, true, Attributes.builder()).with(attributes).build();
  }

  /** Adds masked attributes to existing ones and replaces attributes of the same name. */
  static void addTo(
      AttributesBuilder others, AttributeMasker masker, @Nullable Attributes attributes) {
    new MaskedAttributes(masker, false, others).with(attributes);
  }

  private MaskedAttributes with(@Nullable Attributes values) {
    if (values != null) {
      values.forEach(this::setUnchecked);
    }
    return this;
  }

  @SuppressWarnings("unchecked") // Attributes hold keys with values of their type.
  private <T> void setUnchecked(AttributeKey<T> key, Object value) {
    set(key, (T) value);
  }

  private Attributes build() {
    return attributes.build();
  }

  @Override
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    return isSeenBySamplers ? masker.maskWithoutUpload(key, value) : super.mask(key, value);
  }

  @Override
  @SuppressWarnings("unchecked") // The text of a failure stays a text.
  <T> void accept(AttributeKey<T> key, T value) {
    boolean isFailure =
        key.equals(ExceptionAttributes.EXCEPTION_MESSAGE)
            || key.equals(ExceptionAttributes.EXCEPTION_STACKTRACE);
    attributes.put(key, isFailure ? (T) FailureTexts.redact((String) value) : value);
  }
}
