// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeObserver;

/**
 * Runs a source in a context.
 *
 * @param <T> the type of the result
 */
final class ContextMaybe<T> extends Maybe<T> {

  private final Maybe<T> source;
  private final Context context;

  ContextMaybe(Maybe<T> source, Context context) {
    this.source = source;
    this.context = context;
  }

  @Override
  protected void subscribeActual(MaybeObserver<? super T> observer) {
    Scopes.run(context, () -> source.subscribe(observer));
  }
}
