// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A future whose dependents run in the context of the application, on any thread. A library needs
 * it if it calls tools, or the model again, in dependents of its first request.
 *
 * @since 0.1.0
 */
public final class ContextFuture extends CompletableFuture<@Nullable Object> {

  private final Context context;

  private ContextFuture(Context context) {
    this.context = context;
  }

  /**
   * Returns the future that replaces the library's future.
   *
   * @param context the context in which the dependents run
   * @param outcomes receives the outcome of the library's future, and returns the result to pass
   *     on; it never throws
   */
  public static ContextFuture of(CompletableFuture<?> source, Context context, Outcomes outcomes) {
    ContextFuture future = new ContextFuture(context);
    CompletableFuture<?> unused =
        source.whenComplete(
            (result, failure) -> future.finish(outcomes.pass(result, failure), failure));
    return future;
  }

  private void finish(@Nullable Object result, @Nullable Throwable failure) {
    try (Scope ignored = GuardedScope.of(context)) {
      if (failure == null) {
        complete(result);
      } else {
        completeExceptionally(failure);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // Safe: the outcome of a dependent is only passed on.
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return (CompletableFuture<U>) new ContextFuture(context);
  }

  @Override
  public Executor defaultExecutor() {
    Executor executor = super.defaultExecutor();
    return command ->
        executor.execute(
            () -> {
              try (Scope ignored = GuardedScope.of(context)) {
                command.run();
              }
            });
  }

  /**
   * Receives the outcome of a future.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Outcomes {

    /** Returns the result to pass on. */
    @Nullable Object pass(@Nullable Object result, @Nullable Throwable failure);
  }
}
