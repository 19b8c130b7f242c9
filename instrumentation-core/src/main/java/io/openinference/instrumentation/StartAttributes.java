// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/** The attributes that a sampler sees. */
final class StartAttributes extends MaskingSink {

  private final SpanBuilder spanBuilder;

  StartAttributes(AttributeMasker masker, SpanBuilder spanBuilder) {
    super(masker);
    this.spanBuilder = spanBuilder;
  }

  @Override
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    // The span may yet be sampled out, and then nothing may be uploaded.
    return masker.maskWithoutUpload(key, value);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    spanBuilder.setAttribute(key, value);
  }
}
