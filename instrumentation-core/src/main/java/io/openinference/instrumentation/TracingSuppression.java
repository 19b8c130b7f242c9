// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;

/** Says in the context that nothing is to be traced; it follows the context to other threads. */
final class TracingSuppression implements ImplicitContextKeyed {

  private static final ContextKey<TracingSuppression> KEY =
      ContextKey.named("openinference-suppress-tracing");

  static final TracingSuppression INSTANCE = new TracingSuppression();

  static boolean isActive(Context context) {
    return context.get(KEY) != null;
  }

  @Override
  public Context storeInContext(Context context) {
    return context.with(KEY, this);
  }

  private TracingSuppression() {}
}
