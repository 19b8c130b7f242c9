// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Watches the items of one subscription. */
interface RunWatcher {

  /** Returns the context that the source runs in. */
  Context storeIn(Context context);

  /** Called with each item, before the subscriber. */
  void see(Object item);

  /**
   * Called at the end, before the subscriber.
   *
   * @param failure null after the last item, and after a cancellation
   */
  void over(@Nullable Throwable failure);
}
