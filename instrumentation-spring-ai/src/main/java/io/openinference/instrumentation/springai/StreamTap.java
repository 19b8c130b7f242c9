// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.Flux;

/**
 * Reads the parts of a chat model's stream as they arrive. The observation has the whole answer
 * only if the stream completes, and it lacks the details of the tokens.
 *
 * <p>A model starts its observation while the stream is subscribed, on the same thread. So the
 * observation finds the tap of its stream on the thread.
 */
final class StreamTap {

  private static final ThreadLocal<StreamTap> SUBSCRIBING = new ThreadLocal<>();

  private volatile @Nullable StreamedAnswer answer;

  /**
   * Returns the stream with a tap for each subscription.
   *
   * @param marks true to mark the call of the model, so that an instrumentation below makes no
   *     span. The model's registry must have our handler then, because the mark is set before the
   *     span.
   */
  static Flux<ChatResponse> of(Flux<ChatResponse> stream, boolean marks) {
    Publisher<ChatResponse> publisher =
        subscriber -> {
          StreamTap tap = new StreamTap();
          StreamTap outer = SUBSCRIBING.get();
          SUBSCRIBING.set(tap);
          try (Scope ignored = marks ? mark() : Scope.noop()) {
            stream.doOnNext(tap::add).subscribe(subscriber);
          } finally {
            restore(outer);
          }
        };
    return Flux.from(publisher);
  }

  private static Scope mark() {
    return GuardedScope.of(
        ModelCall.mark(GuardedScope.currentContext(), OpenInferenceSpanKind.LLM));
  }

  private static void restore(@Nullable StreamTap outer) {
    if (outer == null) {
      SUBSCRIBING.remove();
    } else {
      SUBSCRIBING.set(outer);
    }
  }

  /** Tells whether the thread subscribes to a stream whose observation has not started. */
  static boolean isSubscribing() {
    return SUBSCRIBING.get() != null;
  }

  /** Returns the tap of the stream that the thread subscribes to, once, or null. */
  static @Nullable StreamTap take() {
    StreamTap tap = SUBSCRIBING.get();
    SUBSCRIBING.remove();
    return tap;
  }

  /** Lets the next observation of this thread take the tap; the stream goes on with its answer. */
  void handOn() {
    SUBSCRIBING.set(this);
  }

  /** Returns the answer that the next parts belong to. */
  StreamedAnswer begin() {
    StreamedAnswer begun = new StreamedAnswer();
    answer = begun;
    return begun;
  }

  private void add(ChatResponse part) {
    StreamedAnswer current = answer;
    if (current != null) {
      try {
        current.add(part);
      } catch (Throwable t) {
        Tracing.GUARD.handleLibrary("part", t);
      }
    }
  }
}
