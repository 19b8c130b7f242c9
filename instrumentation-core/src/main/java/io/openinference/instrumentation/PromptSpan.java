// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of a step that makes a prompt from a template.
 *
 * @since 0.1.0
 */
public final class PromptSpan extends OpenInferenceSpan<PromptSpan> {

  PromptSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the reference to a managed prompt ({@code prompt.vendor}, {@code prompt.id}, ...). */
  public PromptSpan prompt(@Nullable PromptReference prompt) {
    return prompt == null ? self() : setAll(prompt::writeTo);
  }

  @Override
  PromptSpan self() {
    return this;
  }
}
