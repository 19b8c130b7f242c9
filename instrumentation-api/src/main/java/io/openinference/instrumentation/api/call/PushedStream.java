// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
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
   * Returns the future that completes after the span has ended. The future does not refer to the
   * library's stream, because libraries close a stream that is garbage.
   */
  public CompletableFuture<Void> completion() {
    return completion;
  }

  /**
   * Records an event and hands it on.
   *
   * @param event the event in the form that the library has parsed; null is not recorded
   * @param handler hands the event to the application
   * @throws Throwable the exception of the handler, unchanged
   */
  public void next(@Nullable Object event, Delivery handler) throws Throwable {
    if (event != null) {
      call.recordEvent(event);
    }
    try (Scope ignored = GuardedScope.of(call.callerContext())) {
      handler.run();
    } catch (Throwable failure) {
      consumerFailure = failure;
      throw failure;
    }
  }

  /**
   * Ends the span, and then tells the application's handler.
   *
   * @param failure null for a stream that is complete
   * @throws Throwable the exception of the handler, unchanged
   */
  public void complete(@Nullable Throwable failure, Delivery handler) throws Throwable {
    try {
      endSpan(failure);
    } finally {
      // The future completes even after an error that the guard rethrows. Otherwise a caller
      // would wait forever.
      try (Scope ignored = GuardedScope.of(call.callerContext())) {
        handler.run();
      }
    }
  }

  /**
   * Ends the span, and then completes the future of the application.
   *
   * @param failure null for a stream that is complete
   */
  public void complete(@Nullable Throwable failure) {
    try {
      endSpan(failure);
    } finally {
      try (Scope ignored = GuardedScope.of(call.callerContext())) {
        if (failure == null) {
          completion.complete(null);
        } else {
          completion.completeExceptionally(failure);
        }
      }
    }
  }

  private void endSpan(@Nullable Throwable failure) {
    // An exception of the consumer is not a failure of the call.
    if (failure == null || failure == consumerFailure) {
      call.end();
    } else {
      call.fail(failure);
    }
  }

  /**
   * Hands an event, or the end of the stream, to the application.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Delivery {

    /**
     * Calls the application's handler.
     *
     * @throws Throwable the exception of the handler, unchanged
     */
    void run() throws Throwable;
  }
}
