// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * Marks the target of a traced call in the context, so that a proxy and the woven class behind it
 * make one span together.
 *
 * @since 0.1.0
 */
public final class TracedTarget {

  private static final ContextKey<Object> KEY = ContextKey.named("openinference-target");

  /** Returns the context with a mark that a call of this object is traced. */
  public static Context mark(Context context, Object target) {
    return context.with(KEY, target);
  }

  /** Returns the object whose call is traced, or null if there is none. */
  public static @Nullable Object of(Context context) {
    return context.get(KEY);
  }

  private TracedTarget() {}
}
