// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Asks for some items and records what it gets. */
class RecordingSubscriber<T> implements Flow.Subscriber<T> {

  private final long wanted;
  final List<Object> signals = new ArrayList<>();
  final CompletableFuture<Void> end = new CompletableFuture<>();
  Flow.Subscription subscription;

  RecordingSubscriber(long wanted) {
    this.wanted = wanted;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(wanted);
  }

  @Override
  public void onNext(T item) {
    signals.add(item);
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(failure);
    end.complete(null);
  }

  @Override
  public void onComplete() {
    signals.add("complete");
    end.complete(null);
  }
}
