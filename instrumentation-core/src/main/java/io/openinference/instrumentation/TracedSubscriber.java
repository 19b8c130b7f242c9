// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Ends a span when its subscription ends or when the abandoned subscription is garbage-collected.
 *
 * <p>The publisher runs in the context of the span, the subscriber in the context of the caller.
 * The subscriber gets its last signal even after an error that the guard rethrows.
 */
final class TracedSubscriber<T> implements Flow.Subscriber<T>, Flow.Subscription {

  private final Flow.Subscriber<? super T> delegate;
  private final OpenInferenceSpan<?> span;
  private final Context callerContext;
  private final Cleanable spanEnd;
  private volatile Flow.@Nullable Subscription subscription;

  private TracedSubscriber(Flow.Subscriber<? super T> delegate, OpenInferenceSpan<?> span) {
    this.delegate = delegate;
    this.span = span;
    this.callerContext = span.parentContext();
    this.spanEnd = span.endWhenUnreachable(this, () -> {});
  }

  /** Subscribes inside the span and ends the span if subscribing fails. */
  static <T> void subscribe(
      Flow.Subscriber<? super T> subscriber,
      Flow.Publisher<T> publisher,
      OpenInferenceSpan<?> span) {
    try (Scope ignored = span.makeCurrent()) {
      publisher.subscribe(new TracedSubscriber<>(subscriber, span));
    } catch (Throwable t) {
      span.endExceptionally(t);
      throw t;
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    deliver(() -> delegate.onSubscribe(this));
  }

  @Override
  public void onNext(T item) {
    deliver(() -> delegate.onNext(item));
  }

  @Override
  public void onError(Throwable failure) {
    try {
      end(failure);
    } finally {
      deliver(() -> delegate.onError(failure));
    }
  }

  @Override
  public void onComplete() {
    try {
      end(null);
    } finally {
      deliver(delegate::onComplete);
    }
  }

  @Override
  public void request(long n) {
    Flow.Subscription upstream = subscription;
    if (upstream != null) {
      try (Scope ignored = span.makeCurrent()) {
        upstream.request(n);
      }
    }
  }

  @Override
  public void cancel() {
    Flow.Subscription upstream = subscription;
    try (Scope ignored = span.makeCurrent()) {
      if (upstream != null) {
        upstream.cancel();
      }
    } finally {
      end(null);
    }
  }

  private void deliver(Runnable signal) {
    try (Scope ignored = GuardedScope.of(callerContext)) {
      signal.run();
    } catch (Throwable t) {
      // A subscriber must not throw. A subscriber that throws receives nothing more.
      end(t);
      throw t;
    }
  }

  private void end(@Nullable Throwable failure) {
    span.recordException(failure);
    spanEnd.clean();
  }
}
