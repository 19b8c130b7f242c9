// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of a step that links other steps, such as the entry point of a request, a pipeline or glue
 * code.
 *
 * @since 0.1.0
 */
public final class ChainSpan extends OpenInferenceSpan<ChainSpan> {

  ChainSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  @Override
  ChainSpan self() {
    return this;
  }
}
