// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Completes as openai-java's own future does, after the span has ended or with what the call goes
 * on in, and in the context of the caller.
 *
 * <p>It completes even after an error that the guard lets through: whoever waits for it would wait
 * for ever.
 */
final class TracingFuture extends CompletableFuture<@Nullable Object> {

  private final CompletableFuture<?> source;

  private TracingFuture(CompletableFuture<?> source) {
    this.source = source;
  }

  static TracingFuture of(CompletableFuture<?> source, TracedCall<?> call) {
    TracingFuture future = new TracingFuture(source);
    CompletableFuture<?> unused =
        source.whenComplete((result, failure) -> future.finish(result, failure, call));
    return future;
  }

  private void finish(@Nullable Object result, @Nullable Throwable failure, TracedCall<?> call) {
    Object traced = result;
    try {
      if (failure == null) {
        traced = TracingResults.trace(result, call);
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
