// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Flow;

/** Starts a span for each subscription; the span ends on completion, error or cancellation. */
final class TracedPublisher<S extends OpenInferenceSpan<S>, T> implements Flow.Publisher<T> {

  private final OpenInferenceSpanBuilder<S> spanBuilder;
  private final SpanFunction<? super S, ? extends Flow.Publisher<T>, ? extends Throwable> code;

  TracedPublisher(
      OpenInferenceSpanBuilder<S> spanBuilder,
      SpanFunction<? super S, ? extends Flow.Publisher<T>, ? extends Throwable> code) {
    this.spanBuilder = spanBuilder;
    this.code = code;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    requireNonNull(subscriber, "subscriber"); // Flow.Publisher requires this exception.
    S span = spanBuilder.startSpan();
    TracedSubscriber.subscribe(subscriber, traced -> publisher(span).subscribe(traced), span);
  }

  private Flow.Publisher<T> publisher(S span) {
    try {
      return requireNonNull(code.apply(span), "publisher");
    } catch (Throwable t) {
      // A publisher reports every failure through onError, even a failure before the first
      // element.
      return subscriber -> {
        subscriber.onSubscribe(NoSubscription.INSTANCE);
        subscriber.onError(t);
      };
    }
  }

  private enum NoSubscription implements Flow.Subscription {
    INSTANCE;

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
