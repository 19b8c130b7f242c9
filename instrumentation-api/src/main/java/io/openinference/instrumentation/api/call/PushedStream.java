// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records the events that a library pushes to the application's handler, and runs the handler in
 * the context of the caller. The call ends when the library says that the stream is over.
 *
 * @since 0.1.0
 */
public final class PushedStream {

  private final CallRecorder<?> call;
  private final CompletableFuture<Void> completion = new CompletableFuture<>();
  private volatile @Nullable Throwable consumerFailure;

  /** Creates the record of the stream of a call. */
  public PushedStream(CallRecorder<?> call) {
    this.call = call;
  }

  /**
   * Returns what completes after the span has ended. It does not refer to the library's stream,
   * which libraries close when it is garbage.
   */
  public CompletableFuture<Void> completion() {
    return completion;
  }

  /**
   * Records an event and hands it on.
   *
   * @param <T> the library's type of events
   */
  public <T> void next(T event, Consumer<? super T> handler) {
    call.recordEvent(event);
    try (Scope ignored = GuardedScope.of(call.callerContext())) {
      handler.accept(event);
    } catch (Throwable failure) {
      consumerFailure = failure;
      throw failure;
    }
  }

  /**
   * Ends the span, and then tells the application's handler.
   *
   * @param failure null for a stream that is complete
   */
  public void complete(@Nullable Throwable failure, Runnable handler) {
    try {
      endSpan(failure);
    } finally {
      // Also after an error that the guard lets through: whoever waits would wait for ever.
      tell(handler);
    }
  }

  /**
   * Ends the span, and then completes the future of the application.
   *
   * @param failure null for a stream that is complete
   */
  public void complete(@Nullable Throwable failure) {
    complete(
        failure,
        () -> {
          if (failure == null) {
            completion.complete(null);
          } else {
            completion.completeExceptionally(failure);
          }
        });
  }

  private void endSpan(@Nullable Throwable failure) {
    // What the consumer throws is no failure of the call.
    if (failure == null || failure == consumerFailure) {
      call.end();
    } else {
      call.fail(failure);
    }
  }

  private void tell(Runnable handler) {
    try (Scope ignored = GuardedScope.of(call.callerContext())) {
      handler.run();
    }
  }
}
