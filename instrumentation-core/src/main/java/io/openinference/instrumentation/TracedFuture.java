// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that completes like its source, after the source's span has ended.
 *
 * <p>A caller that waits for the future finds the span exported. Callbacks on the future run in the
 * context of the caller, not in the context of the span. If the caller completes the future first,
 * for example by a timeout or a cancellation, the future completes the source too and the span
 * ends. Dependent futures have the executor and the type of the source.
 *
 * <p>The future completes even after an error that the guard rethrows; otherwise a caller would
 * wait for ever.
 */
final class TracedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final CompletionStage<T> source;
  private final OpenInferenceSpan<?> span;

  private TracedFuture(CompletionStage<T> source, OpenInferenceSpan<?> span) {
    this.source = source;
    this.span = span;
  }

  @SuppressWarnings("NullAway") // Code that wrongly returns null gets its null back.
  static <T extends @Nullable Object> CompletableFuture<T> of(
      CompletionStage<T> source, OpenInferenceSpan<?> span, Consumer<? super T> onResult) {
    if (source == null) {
      span.end();
      return null;
    }
    TracedFuture<T> future = new TracedFuture<>(source, span);
    try {
      source.whenComplete((result, failure) -> future.finish(result, failure, onResult));
      return future;
    } catch (Throwable t) {
      return withoutEnd(source, span, t);
    }
  }

  /** Returns the stage itself if the stage does not accept callbacks. */
  private static <T extends @Nullable Object> CompletableFuture<T> withoutEnd(
      CompletionStage<T> source, OpenInferenceSpan<?> span, Throwable fault) {
    try {
      GUARD.handle("whenComplete", fault);
    } finally {
      span.end();
    }
    return source.toCompletableFuture();
  }

  private void finish(T result, @Nullable Throwable failure, Consumer<? super T> onResult) {
    try {
      if (failure == null) {
        span.ifRecording(() -> onResult.accept(result));
      }
    } finally {
      pass(result, failure);
    }
  }

  private void pass(T result, @Nullable Throwable failure) {
    try (Scope ignored = GuardedScope.of(span.parentContext())) {
      if (failure == null) {
        completeThis(result);
      } else {
        failThis(failure);
      }
    }
  }

  // Completes the source first: without a span, the caller would hold that very future.

  @Override
  public boolean complete(T value) {
    Boolean first = atSource(future -> future.complete(value));
    if (Boolean.FALSE.equals(first)) {
      return false;
    }
    return completeThis(value) || first != null;
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    Boolean first = atSource(future -> future.completeExceptionally(failure));
    if (Boolean.FALSE.equals(first)) {
      return false;
    }
    return failThis(failure) || first != null;
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(
        () -> {
          if (!isDone()) {
            completeWith(supplier);
          }
        });
    return this;
  }

  private void completeWith(Supplier<? extends T> supplier) {
    T value;
    try {
      value = supplier.get();
    } catch (Throwable failure) {
      completeExceptionally(failure);
      return;
    }
    complete(value);
  }

  @Override
  public void obtrudeValue(T value) {
    atSource(
        future -> {
          future.obtrudeValue(value);
          return true;
        });
    super.obtrudeValue(value);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    atSource(
        future -> {
          future.obtrudeException(failure);
          return true;
        });
    super.obtrudeException(failure);
  }

  @Override
  public Executor defaultExecutor() {
    return source instanceof CompletableFuture<T> future
        ? future.defaultExecutor()
        : super.defaultExecutor();
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    return source instanceof CompletableFuture<T> future
        ? future.newIncompleteFuture()
        : super.newIncompleteFuture();
  }

  /** Returns the answer of the source, or null if callers cannot complete the source. */
  private @Nullable Boolean atSource(Predicate<CompletableFuture<T>> completion) {
    if (source instanceof CompletableFuture<T> future) {
      try {
        return completion.test(future);
      } catch (UnsupportedOperationException e) {
        return null; // CompletableFuture.minimalCompletionStage() returns a future of that kind.
      }
    }
    return null;
  }

  private boolean completeThis(T value) {
    boolean completed;
    try {
      span.end();
    } finally {
      completed = super.complete(value);
    }
    return completed;
  }

  private boolean failThis(Throwable failure) {
    boolean completed;
    try {
      span.endExceptionally(cause(failure));
    } finally {
      completed = super.completeExceptionally(failure);
    }
    return completed;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (source instanceof Future<?> sourceFuture) {
      GUARD.run("cancel", () -> cancel(sourceFuture, mayInterruptIfRunning));
    }
    if (!isDone()) {
      span.endExceptionally(new CancellationException());
    }
    return super.cancel(mayInterruptIfRunning);
  }

  private static void cancel(Future<?> source, boolean mayInterruptIfRunning) {
    try {
      source.cancel(mayInterruptIfRunning);
    } catch (UnsupportedOperationException e) {
      // CompletableFuture.minimalCompletionStage() returns a future that cannot be cancelled.
    }
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
