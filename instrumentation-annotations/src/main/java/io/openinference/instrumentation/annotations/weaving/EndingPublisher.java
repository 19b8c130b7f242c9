// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.util.concurrent.Flow;

/**
 * Passes a publisher's elements on, and ends the span with the first subscription, or once nobody
 * can subscribe any more.
 */
final class EndingPublisher<T> implements Flow.Publisher<T> {

  private final Flow.Publisher<T> delegate;
  private final OpenInferenceSpan<?> span;

  EndingPublisher(Flow.Publisher<T> delegate, OpenInferenceSpan<?> span) {
    this.delegate = delegate;
    this.span = span;
    span.endWhenUnreachable(this, () -> {});
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    delegate.subscribe(subscriber == null ? null : new Ending<>(this, subscriber));
  }

  /** Keeps the publisher reachable while elements arrive. */
  private record Ending<T>(EndingPublisher<?> publisher, Flow.Subscriber<? super T> delegate)
      implements Flow.Subscriber<T> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      delegate.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              publisher.span.end();
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(T element) {
      delegate.onNext(element);
    }

    @Override
    public void onError(Throwable failure) {
      publisher.span.endExceptionally(failure);
      delegate.onError(failure);
    }

    @Override
    public void onComplete() {
      publisher.span.end();
      delegate.onComplete();
    }
  }
}
