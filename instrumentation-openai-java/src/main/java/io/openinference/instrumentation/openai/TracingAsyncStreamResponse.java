// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.AsyncStreamResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.PushedStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A stream whose call ends with its last event, with an error of its own, or when closed.
 *
 * <p>openai-java closes a garbage-collected stream and then completes its future, so abandoned
 * calls end too. The objects that the future refers to must therefore not refer to this stream.
 */
final class TracingAsyncStreamResponse<T> implements AsyncStreamResponse<T> {

  private final AsyncStreamResponse<T> delegate;
  private final PushedStream stream;

  TracingAsyncStreamResponse(AsyncStreamResponse<T> delegate, CallRecorder<?> call) {
    PushedStream pushed = new PushedStream(call);
    this.delegate = delegate;
    this.stream = pushed;
    CompletableFuture<Void> unused =
        delegate.onCompleteFuture().whenComplete((none, failure) -> pushed.complete(failure));
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
    return handler == null ? null : new TracingHandler<>(handler, stream);
  }

  @Override
  public CompletableFuture<Void> onCompleteFuture() {
    return stream.completion();
  }

  @Override
  public void close() {
    delegate.close();
  }

  private static final class TracingHandler<T> implements Handler<T> {

    private final Handler<? super T> handler;
    private final PushedStream stream;

    TracingHandler(Handler<? super T> handler, PushedStream stream) {
      this.handler = handler;
      this.stream = stream;
    }

    @Override
    public void onNext(T event) {
      stream.next(event, handler::onNext);
    }

    @Override
    public void onComplete(Optional<Throwable> failure) {
      stream.complete(failure.orElse(null), () -> handler.onComplete(failure));
    }
  }
}
