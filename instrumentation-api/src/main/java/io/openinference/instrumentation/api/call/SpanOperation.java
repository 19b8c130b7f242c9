// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose spans do not depend on the provider.
 *
 * @param <S> the type of the call's span
 * @since 0.1.0
 */
public abstract class SpanOperation<S extends OpenInferenceSpan<S>> implements Operation<S> {

  private final OpenInferenceSpanKind kind;
  private final Function<OpenInferenceTracer, OpenInferenceSpanBuilder<S>> spans;

  /**
   * Creates an operation.
   *
   * @param kind the kind of the spans
   * @param spans returns the builder of the spans
   */
  protected SpanOperation(
      OpenInferenceSpanKind kind,
      Function<OpenInferenceTracer, OpenInferenceSpanBuilder<S>> spans) {
    this.kind = kind;
    this.spans = spans;
  }

  @Override
  public final OpenInferenceSpanKind kind() {
    return kind;
  }

  @Override
  public final OpenInferenceSpanBuilder<S> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return spans.apply(tracer);
  }
}
