// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.AbandonedObjects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a started span when the first subscription ends, or when nobody can subscribe any more. */
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

  // Static, because the action must not refer to the publisher: it runs once the publisher is
  // garbage.
  private static Runnable endUnless(AtomicBoolean subscribed, OpenInferenceSpan<?> span) {
    return () -> {
      if (!subscribed.get()) {
        span.end();
      }
    };
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    requireNonNull(subscriber, "subscriber"); // Flow.Publisher requires this exception.
    subscribed.set(true);
    TracedSubscriber.subscribe(subscriber, delegate, span);
  }
}
