// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.AbandonedObjects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a span that has started with its first subscription to end, or when it gets none. */
final class EndingPublisher<T> implements Flow.Publisher<T> {

  private final Flow.Publisher<T> delegate;
  private final OpenInferenceSpan<?> span;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  EndingPublisher(Flow.Publisher<T> delegate, OpenInferenceSpan<?> span) {
    this.delegate = delegate;
    this.span = span;
    if (span.isRecording()) {
      AbandonedObjects.register(this, endUnless(subscribed, span));
    }
  }

  // Static, so that it does not refer to the publisher, which it waits for to be garbage.
  private static Runnable endUnless(AtomicBoolean subscribed, OpenInferenceSpan<?> span) {
    return () -> {
      if (!subscribed.get()) {
        span.end();
      }
    };
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    requireNonNull(subscriber, "subscriber"); // As Flow.Publisher demands.
    subscribed.set(true);
    TracedSubscriber.subscribe(subscriber, delegate, span);
  }
}
