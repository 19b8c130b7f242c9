// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.AsyncStreamResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose call ends at the last event, on an error, or on close.
 *
 * <p>openai-java closes a garbage-collected stream and then completes its future, so abandoned calls end too. The objects that the future refers to must therefore not refer to this stream.
 */
final class TracingAsyncStreamResponse<T> implements AsyncStreamResponse<T> {

  private final AsyncStreamResponse<T> delegate;
  private final StreamEnd end;

  TracingAsyncStreamResponse(AsyncStreamResponse<T> delegate, CallRecorder<?> call) {
    StreamEnd streamEnd = new StreamEnd(call);
    this.delegate = delegate;
    this.end = streamEnd;
    CompletableFuture<Void> unused =
        delegate.onCompleteFuture().whenComplete((none, failure) -> streamEnd.complete(failure));
  }

  @Override
  public AsyncStreamResponse<T> subscribe(Handler<? super T> handler) {
    delegate.subscribe(traced(handler));
    return this;
  }

  @Override
  public AsyncStreamResponse<T> subscribe(Handler<? super T> handler, Executor executor) {
    delegate.subscribe(traced(handler), executor);
    return this;
  }

  @SuppressWarnings("NullAway") // openai-java says what it thinks of a handler that is null.
  private Handler<T> traced(Handler<? super T> handler) {
    return handler == null ? null : new TracingHandler<>(handler, end);
  }

  @Override
  public CompletableFuture<Void> onCompleteFuture() {
    return end.future;
  }

  @Override
  public void close() {
    delegate.close();
  }

  /** Ends the span, and then completes the future that the application sees. */
  private static final class StreamEnd {

    private final CallRecorder<?> call;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private volatile @Nullable Throwable consumerFailure;

    StreamEnd(CallRecorder<?> call) {
      this.call = call;
    }

    void endSpan(@Nullable Throwable failure) {
      // An exception of the consumer is not a failure of the call.
      if (failure == null || failure == consumerFailure) {
        call.end();
      } else {
        call.fail(failure);
      }
    }

    void complete(@Nullable Throwable failure) {
      try {
        endSpan(failure);
      } finally {
        // Completes even after an error that the guard rethrows; otherwise a caller would wait for
        // ever.
        completeFuture(failure);
      }
    }

    private void completeFuture(@Nullable Throwable failure) {
      try (Scope ignored = GuardedScope.of(call.callerContext())) {
        if (failure == null) {
          future.complete(null);
        } else {
          future.completeExceptionally(failure);
        }
      }
    }
  }

  private static final class TracingHandler<T> implements Handler<T> {

    private final Handler<? super T> handler;
    private final StreamEnd end;

    TracingHandler(Handler<? super T> handler, StreamEnd end) {
      this.handler = handler;
      this.end = end;
    }

    @Override
    public void onNext(T event) {
      end.call.recordEvent(event);
      try (Scope ignored = GuardedScope.of(end.call.callerContext())) {
        handler.onNext(event);
      } catch (Throwable failure) {
        end.consumerFailure = failure;
        throw failure;
      }
    }

    @Override
    public void onComplete(Optional<Throwable> failure) {
      try {
        end.endSpan(failure.orElse(null));
      } finally {
        passCompletion(failure);
      }
    }

    private void passCompletion(Optional<Throwable> failure) {
      try (Scope ignored = GuardedScope.of(end.call.callerContext())) {
        handler.onComplete(failure);
      }
    }
  }
}
