// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Flow;

/** Starts a span for each subscription; the span ends on completion, error or cancellation. */
final class TracedPublisher<S extends OpenInferenceSpan<S>, T> implements Flow.Publisher<T> {

  private final OpenInferenceSpanBuilder<S> spanBuilder;
  private final SpanFunction<? super S, ? extends Flow.Publisher<T>, ? extends Exception> code;

  TracedPublisher(
      OpenInferenceSpanBuilder<S> spanBuilder,
      SpanFunction<? super S, ? extends Flow.Publisher<T>, ? extends Exception> code) {
    this.spanBuilder = spanBuilder;
    this.code = code;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    S span = spanBuilder.startSpan();
    Flow.Publisher<T> publisher;
    try (Scope ignored = span.makeCurrent()) {
      publisher = code.apply(span);
    } catch (Throwable t) {
      span.endExceptionally(t);
      subscriber.onSubscribe(NoSubscription.INSTANCE);
      subscriber.onError(t);
      return;
    }
    try (Scope ignored = span.makeCurrent()) {
      publisher.subscribe(new TracedSubscriber<>(subscriber, span));
    }
  }

  private static final class TracedSubscriber<T> implements Flow.Subscriber<T>, Flow.Subscription {

    private final Flow.Subscriber<? super T> delegate;
    private final OpenInferenceSpan<?> span;
    private final Context callerContext;
    private volatile Flow.Subscription subscription = NoSubscription.INSTANCE;

    TracedSubscriber(Flow.Subscriber<? super T> delegate, OpenInferenceSpan<?> span) {
      this.delegate = delegate;
      this.span = span;
      this.callerContext = span.parentContext();
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
      subscription = upstream;
      try (Scope ignored = GuardedScope.of(callerContext)) {
        delegate.onSubscribe(this);
      }
    }

    @Override
    public void onNext(T item) {
      try (Scope ignored = GuardedScope.of(callerContext)) {
        delegate.onNext(item);
      }
    }

    @Override
    public void onError(Throwable failure) {
      span.endExceptionally(failure);
      try (Scope ignored = GuardedScope.of(callerContext)) {
        delegate.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      span.end();
      try (Scope ignored = GuardedScope.of(callerContext)) {
        delegate.onComplete();
      }
    }

    @Override
    public void request(long n) {
      try (Scope ignored = span.makeCurrent()) {
        subscription.request(n);
      }
    }

    @Override
    public void cancel() {
      subscription.cancel();
      span.end();
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
