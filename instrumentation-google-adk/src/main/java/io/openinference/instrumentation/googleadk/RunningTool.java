// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/** The tool of the TOOL span that is current. One tool may call the method of another. */
final class RunningTool {

  private static final ContextKey<Object> KEY = ContextKey.named("openinference-adk-tool");

  static Context with(Context context, @Nullable Object tool) {
    return tool == null ? context : context.with(KEY, tool);
  }

  static boolean isIn(Context context, @Nullable Object tool) {
    return tool != null && context.get(KEY) == tool;
  }

  private RunningTool() {}
}
