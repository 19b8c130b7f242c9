// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Passes signals on and exposes the Reactor context of the last subscriber.
 *
 * @param onNext receives each element first
 * @param owner stays reachable as long as this subscriber
 */
record ContextualSubscriber<T>(
    Subscriber<? super T> delegate, Context currentContext, Consumer<T> onNext, Object owner)
    implements CoreSubscriber<T> {

  @Override
  public void onSubscribe(Subscription subscription) {
    delegate.onSubscribe(subscription);
  }

  @Override
  public void onNext(T element) {
    onNext.accept(element);
    delegate.onNext(element);
  }

  @Override
  public void onError(Throwable failure) {
    delegate.onError(failure);
  }

  @Override
  public void onComplete() {
    delegate.onComplete();
  }
}
