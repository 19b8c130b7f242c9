// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Optional;

/**
 * Marks the context of a model call that an instrumentation already traces, for authors of
 * instrumentations.
 *
 * <p>Libraries call each other: for example, LangChain4j may call openai-java. Backends add up the
 * tokens of LLM spans, so two spans for one call would double the cost. The outer instrumentation
 * marks the context of the call. The inner instrumentation sees the mark and makes no span.
 *
 * @since 0.1.0
 */
public final class ModelCall {

  // Empty while user code runs inside a call.
  private static final ContextKey<Optional<OpenInferenceSpanKind>> KEY =
      ContextKey.named("openinference-model-call");

  /** Returns the context with a mark that a call of this kind is traced. */
  public static Context mark(Context context, OpenInferenceSpanKind kind) {
    return context.with(KEY, Optional.of(kind));
  }

  /** Returns the context without the mark, for user code that runs inside the call. */
  public static Context unmark(Context context) {
    return context.get(KEY) == null ? context : context.with(KEY, Optional.empty());
  }

  /** Tells whether a call of this kind is already traced. */
  public static boolean isInProgress(Context context, OpenInferenceSpanKind kind) {
    Optional<OpenInferenceSpanKind> inProgress = context.get(KEY);
    return inProgress != null && inProgress.orElse(null) == kind;
  }

  private ModelCall() {}
}
