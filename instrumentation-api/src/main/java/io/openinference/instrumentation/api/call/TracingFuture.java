// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that completes like the library's future, in the context of the caller. Before it
 * completes, the span ends, or a result that is not complete yet is wrapped.
 *
 * <p>The future completes even after an error that the guard rethrows; otherwise a caller would
 * wait for ever.
 *
 * @since 0.1.0
 */
public final class TracingFuture extends CompletableFuture<@Nullable Object> {

  private final CompletableFuture<?> source;
  private final ResultTracer results;

  private TracingFuture(CompletableFuture<?> source, ResultTracer results) {
    this.source = source;
    this.results = results;
  }

  /**
   * Returns the future that replaces the library's future for the application.
   *
   * @param results receives the result of the library's future, records or wraps it, and returns
   *     the result for the application; it throws only fatal errors
   */
  public static TracingFuture of(
      CompletableFuture<?> source, CallRecorder<?> call, ResultTracer results) {
    TracingFuture future = new TracingFuture(source, results);
    CompletableFuture<?> unused =
        source.whenComplete((result, failure) -> future.finish(result, failure, call));
    return future;
  }

  private void finish(@Nullable Object result, @Nullable Throwable failure, CallRecorder<?> call) {
    Object traced = result;
    try {
      if (failure == null) {
        traced = results.trace(result, call);
      } else {
        call.fail(failure);
      }
    } finally {
      pass(traced, failure, call.callerContext());
    }
  }

  private void pass(@Nullable Object result, @Nullable Throwable failure, Context callerContext) {
    try (Scope ignored = GuardedScope.of(callerContext)) {
      if (failure == null) {
        complete(result);
      } else {
        completeExceptionally(failure);
      }
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // Completes the source first, so that the span has ended when the caller sees the cancellation.
    source.cancel(mayInterruptIfRunning);
    return super.cancel(mayInterruptIfRunning);
  }
}
