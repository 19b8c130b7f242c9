// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Completes as its source does, once the source's span has ended.
 *
 * <p>Whoever waits for the future finds the span exported, and callbacks on it run in the context
 * of the caller, not in that of the span.
 */
final class TracedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  private final CompletionStage<T> source;

  private TracedFuture(CompletionStage<T> source) {
    this.source = source;
  }

  static <T extends @Nullable Object> CompletableFuture<T> of(
      CompletionStage<T> source, OpenInferenceSpan<?> span, Consumer<? super T> onResult) {
    TracedFuture<T> future = new TracedFuture<>(source);
    source.whenComplete((result, failure) -> future.finish(result, failure, span, onResult));
    return future;
  }

  private void finish(
      T result,
      @Nullable Throwable failure,
      OpenInferenceSpan<?> span,
      Consumer<? super T> onResult) {
    if (failure == null) {
      span.ifRecording(() -> onResult.accept(result));
      span.end();
    } else {
      span.endExceptionally(cause(failure));
    }
    try (Scope ignored = GuardedScope.of(span.parentContext())) {
      if (failure == null) {
        complete(result);
      } else {
        completeExceptionally(failure);
      }
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // Before our own, so that the span has ended when the caller sees the cancellation.
    if (source instanceof Future<?> sourceFuture) {
      sourceFuture.cancel(mayInterruptIfRunning);
    }
    return super.cancel(mayInterruptIfRunning) || isCancelled();
  }
}
