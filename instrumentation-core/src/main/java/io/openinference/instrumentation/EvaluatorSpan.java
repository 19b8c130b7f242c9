// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of a judgement about an output, made by a model, a human or code.
 *
 * @since 0.1.0
 */
public final class EvaluatorSpan extends OpenInferenceSpan<EvaluatorSpan> {

  EvaluatorSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  @Override
  EvaluatorSpan self() {
    return this;
  }
}
