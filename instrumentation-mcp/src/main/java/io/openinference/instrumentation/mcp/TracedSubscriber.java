// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Runs the source in the context of its request, and the subscriber in the context of the caller.
 * The request ends before the subscriber sees the result.
 */
final class TracedSubscriber<T> implements CoreSubscriber<T>, Subscription {

  private final CoreSubscriber<? super T> actual;
  private final TracedRequest request;
  private final Context caller;
  private final reactor.util.context.Context reactorContext;
  private @Nullable Subscription upstream;

  TracedSubscriber(
      CoreSubscriber<? super T> actual,
      TracedRequest request,
      Context caller,
      reactor.util.context.Context reactorContext) {
    this.actual = actual;
    this.request = request;
    this.caller = caller;
    this.reactorContext = reactorContext;
  }

  @Override
  public reactor.util.context.Context currentContext() {
    return reactorContext;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    try (Scope ignored = GuardedScope.of(caller)) {
      actual.onSubscribe(this);
    }
  }

  @Override
  public void request(long n) {
    Subscription source = upstream;
    if (source != null) {
      // Some sources do their work here.
      try (Scope ignored = GuardedScope.of(request.context())) {
        source.request(n);
      }
    }
  }

  @Override
  public void cancel() {
    Subscription source = upstream;
    try {
      if (source != null) {
        source.cancel();
      }
    } finally {
      request.end();
    }
  }

  @Override
  public void onNext(T result) {
    request.complete(result);
    try (Scope ignored = GuardedScope.of(caller)) {
      actual.onNext(result);
    }
  }

  @Override
  public void onError(Throwable failure) {
    request.fail(failure);
    try (Scope ignored = GuardedScope.of(caller)) {
      actual.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    request.end();
    try (Scope ignored = GuardedScope.of(caller)) {
      actual.onComplete();
    }
  }
}
