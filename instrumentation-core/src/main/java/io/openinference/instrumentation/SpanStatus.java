// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.FailureTexts;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** The status that a span gets at its end unless an exception was recorded. */
final class SpanStatus {

  static final SpanStatus OK = new SpanStatus(StatusCode.OK, null);

  private final StatusCode code;
  private final @Nullable String description;

  private SpanStatus(StatusCode code, @Nullable String description) {
    this.code = code;
    this.description = description;
  }

  static SpanStatus of(StatusCode code, @Nullable String description) {
    return new SpanStatus(requireNonNull(code, "code"), FailureTexts.redact(description));
  }

  void writeTo(Span span, boolean isDescriptionHidden) {
    if (code == StatusCode.ERROR) {
      span.setStatus(code, description == null || isDescriptionHidden ? "" : description);
    } else if (code == StatusCode.OK) {
      span.setStatus(code);
    }
  }
}
