// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Completes as the library's own future does, in the context of the caller. Before that, the span
 * ends, or the result that still goes on is wrapped.
 *
 * <p>It completes even after an error that the guard lets through: whoever waits for it would wait
 * for ever.
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
   * Returns a future for the application in place of the library's.
   *
   * @param results takes what the library's future brings, records it or wraps what still goes on,
   *     and returns what the application gets; never throws but for fatal errors
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
    // Before our own, so that the span has ended when the caller sees the cancellation.
    source.cancel(mayInterruptIfRunning);
    return super.cancel(mayInterruptIfRunning);
  }
}
