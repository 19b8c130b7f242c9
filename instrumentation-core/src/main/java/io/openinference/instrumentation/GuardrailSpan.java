// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of a check that keeps unwanted content away from a model or out of its answer, such as
 * moderation.
 *
 * @since 0.1.0
 */
public final class GuardrailSpan extends OpenInferenceSpan<GuardrailSpan> {

  GuardrailSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  @Override
  GuardrailSpan self() {
    return this;
  }
}
