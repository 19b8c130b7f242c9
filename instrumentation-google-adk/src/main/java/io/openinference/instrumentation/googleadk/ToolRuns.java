// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
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

  private final Map<Identity, Context> contexts = new ConcurrentHashMap<>();
  private final Map<OpenInferenceSpan<?>, Identity> arguments = new ConcurrentHashMap<>();

  /**
   * @param current what is the current span inside of the tool
   */
  void start(OpenInferenceSpan<?> span, Span current, Object toolArguments) {
    Identity key = new Identity(toolArguments);
    // With the current span of ADK's context, which masks content.
    Context inTool = ModelCall.unmark(span.context()).with(current);
    contexts.put(key, inTool);
    arguments.put(span, key);
  }

  @Nullable Context contextOf(Object toolArguments) {
    return contexts.get(new Identity(toolArguments));
  }

  void end(OpenInferenceSpan<?> span) {
    Identity key = arguments.remove(span);
    if (key != null) {
      contexts.remove(key);
    }
  }

  private record Identity(Object object) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that && object == that.object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }
}
