// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source in a context, and delivers its result in the context of the subscriber.
 *
 * @param <T> the type of the result
 */
final class ContextMaybe<T> extends Maybe<T> {

  private final Maybe<T> source;
  private final @Nullable Context context;

  /**
   * @param context null for the context of the subscriber
   */
  ContextMaybe(Maybe<T> source, @Nullable Context context) {
    this.source = source;
    this.context = context;
  }

  @Override
  protected void subscribeActual(MaybeObserver<? super T> observer) {
    Context caller = GuardedScope.currentContext();
    Scopes.run(
        context == null ? caller : context,
        () -> source.subscribe(new InContext<>(observer, caller)));
  }

  /** ADK goes on to the next step on the thread of the result, and leaves its scopes open there. */
  private record InContext<T>(MaybeObserver<? super T> actual, Context caller)
      implements MaybeObserver<T> {

    @Override
    public void onSubscribe(Disposable disposable) {
      Scopes.run(caller, () -> actual.onSubscribe(disposable));
    }

    @Override
    public void onSuccess(T result) {
      Scopes.run(caller, () -> actual.onSuccess(result));
    }

    @Override
    public void onError(Throwable failure) {
      Scopes.run(caller, () -> actual.onError(failure));
    }

    @Override
    public void onComplete() {
      Scopes.run(caller, actual::onComplete);
    }
  }
}
