// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Passes items on in the context of the caller, and asks for items in the context of the source.
 */
final class ContextSubscriber<T> implements FlowableSubscriber<T>, Subscription {

  private final Subscriber<? super T> actual;
  private final Context caller;
  private final Context context;
  private final RunWatcher watcher;
  private @Nullable Subscription upstream;

  ContextSubscriber(
      Subscriber<? super T> actual, Context caller, Context context, RunWatcher watcher) {
    this.actual = actual;
    this.caller = caller;
    this.context = context;
    this.watcher = watcher;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    Scopes.run(caller, () -> actual.onSubscribe(this));
  }

  @Override
  public void onNext(T item) {
    if (item != null) {
      watcher.see(item);
    }
    Scopes.run(caller, () -> actual.onNext(item));
  }

  @Override
  public void onError(Throwable failure) {
    over(failure);
    Scopes.run(caller, () -> actual.onError(failure));
  }

  @Override
  public void onComplete() {
    over(null);
    Scopes.run(caller, actual::onComplete);
  }

  @Override
  public void request(long n) {
    Subscription source = upstream;
    if (source != null) {
      Scopes.run(context, () -> source.request(n));
    }
  }

  @Override
  public void cancel() {
    Subscription source = upstream;
    if (source != null) {
      Scopes.run(context, source::cancel);
    }
    over(null);
  }

  private void over(@Nullable Throwable failure) {
    try {
      watcher.over(failure);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("over", fault);
    }
  }
}
