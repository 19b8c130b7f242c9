// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * Marks in the context whose call is being traced, so that a proxy and the woven class behind it
 * make one span together.
 */
final class TracedTarget {

  private static final ContextKey<Object> KEY =
      ContextKey.named("openinference-langchain4j-target");

  static Context mark(Context context, Object target) {
    return context.with(KEY, target);
  }

  static @Nullable Object of(Context context) {
    return context.get(KEY);
  }

  private TracedTarget() {}
}
