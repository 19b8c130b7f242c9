// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;

/**
 * Marks a context in which nothing is traced. The mark follows the context to other threads.
 *
 * <p>Users call {@code OpenInference.suppressTracing()}, which stores it.
 *
 * @since 0.1.0
 */
public final class TracingSuppression implements ImplicitContextKeyed {

  private static final ContextKey<TracingSuppression> KEY =
      ContextKey.named("openinference-suppress-tracing");

  /** The single instance. */
  public static final TracingSuppression INSTANCE = new TracingSuppression();

  /** Tells whether the context suppresses tracing. */
  public static boolean isActive(Context context) {
    return context.get(KEY) != null;
  }

  @Override
  public Context storeInContext(Context context) {
    return context.with(KEY, this);
  }

  private TracingSuppression() {}
}
