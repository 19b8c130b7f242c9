// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Optional;

/**
 * Marks in the context that an instrumentation already traces the model call in progress, for
 * authors of instrumentations.
 *
 * <p>Libraries sit on one another: LangChain4j may call openai-java. Backends sum tokens over LLM
 * spans, so that two spans for one call are a wrong bill. The outer instrumentation runs the call
 * in a context with the mark, the inner one sees it and stays silent.
 *
 * @since 0.1.0
 */
public final class ModelCall {

  // Empty where user code runs inside a call.
  private static final ContextKey<Optional<OpenInferenceSpanKind>> KEY =
      ContextKey.named("openinference-model-call");

  /** Returns the context with the mark that a call of this kind is being traced. */
  public static Context mark(Context context, OpenInferenceSpanKind kind) {
    return context.with(KEY, Optional.of(kind));
  }

  /** Returns the context without the mark, for user code that runs inside the call. */
  public static Context unmark(Context context) {
    return context.get(KEY) == null ? context : context.with(KEY, Optional.empty());
  }

  /** Tells whether a call of this kind is already being traced. */
  public static boolean isInProgress(Context context, OpenInferenceSpanKind kind) {
    Optional<OpenInferenceSpanKind> inProgress = context.get(KEY);
    return inProgress != null && inProgress.orElse(null) == kind;
  }

  private ModelCall() {}
}
