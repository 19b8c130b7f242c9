// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.IdentityKey;
import io.openinference.instrumentation.spi.ModelCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tools that run. ADK makes the span of a tool in one place and calls the tool in another one;
 * both have the same map of arguments, which ADK makes for each call.
 */
final class ToolRuns {

  private final Map<IdentityKey, Context> contexts = new ConcurrentHashMap<>();
  private final Map<OpenInferenceSpan<?>, IdentityKey> arguments = new ConcurrentHashMap<>();

  /**
   * @param current what is the current span inside of the tool
   */
  void start(OpenInferenceSpan<?> span, Span current, Object toolArguments) {
    IdentityKey key = new IdentityKey(toolArguments);
    // With the current span of ADK's context, which masks content.
    Context inTool = ModelCall.unmark(span.context()).with(current);
    contexts.put(key, inTool);
    arguments.put(span, key);
  }

  @Nullable Context contextOf(Object toolArguments) {
    return contexts.get(new IdentityKey(toolArguments));
  }

  void end(OpenInferenceSpan<?> span) {
    IdentityKey key = arguments.remove(span);
    if (key != null) {
      contexts.remove(key);
    }
  }
}
