// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Flowable;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;

/**
 * Runs a source in the context that it was made in, on whichever thread it is subscribed to.
 *
 * @param <T> the type of the items
 */
final class ContextFlowable<T> extends Flowable<T> {

  private final Flowable<T> source;
  private final Context caller;
  private final Context context;
  private final Supplier<? extends RunWatcher> watchers;

  /**
   * @param caller the context that items are delivered in
   * @param context the context that the source runs in
   * @param watchers makes the watcher of a subscription
   */
  ContextFlowable(
      Flowable<T> source,
      Context caller,
      Context context,
      Supplier<? extends RunWatcher> watchers) {
    this.source = source;
    this.caller = caller;
    this.context = context;
    this.watchers = watchers;
  }

  @Override
  protected void subscribeActual(Subscriber<? super T> subscriber) {
    RunWatcher watcher = watchers.get();
    Context inRun = watcher.storeIn(context);
    Scopes.run(
        inRun, () -> source.subscribe(new ContextSubscriber<>(subscriber, caller, inRun, watcher)));
  }
}
