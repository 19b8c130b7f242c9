// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.List;
import java.util.concurrent.Flow;

/** Publishes a list on the thread that asks for it. */
class ListPublisher<T> implements Flow.Publisher<T> {

  private final List<T> items;
  boolean cancelled;

  ListPublisher(List<T> items) {
    this.items = items;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private int next;

          @Override
          public void request(long n) {
            for (long i = 0; i < n && next < items.size(); i++) {
              emit(subscriber, items.get(next++));
            }
            if (next == items.size()) {
              finish(subscriber);
            }
          }

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }

  void emit(Flow.Subscriber<? super T> to, T item) {
    to.onNext(item);
  }

  void finish(Flow.Subscriber<? super T> to) {
    to.onComplete();
  }
}
