// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.ComposedAgentListener;
import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.Field;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Adds a tracing listener to the notifications of agents, whatever listeners they were built with.
 */
final class AgentNotifications {

  private static volatile @Nullable AgentListener ours;

  /**
   * Returns the arguments of a notification with the tracing listener added to the listener in the
   * first argument.
   *
   * @param source supplies the object that traces calls, the same for all calls
   */
  static @Nullable Object[] withOurListener(
      @Nullable Object[] arguments, TracingSource<Tracing> source) {
    try {
      AgentListener given = (AgentListener) arguments[0];
      if (isOurs(given)) {
        return arguments;
      }
      @Nullable Object[] extended = arguments.clone();
      extended[0] = given == null ? ours(source) : new ComposedAgentListener(ours(source), given);
      return extended;
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("agentNotification", t);
      return arguments;
    }
  }

  private static synchronized AgentListener ours(TracingSource<Tracing> source) {
    if (ours == null) {
      ours = new TracingAgentListener(source);
    }
    return ours;
  }

  private static boolean isOurs(@Nullable Object listener) throws ReflectiveOperationException {
    if (!(listener instanceof ComposedAgentListener)) {
      return listener instanceof TracingAgentListener;
    }
    // Older releases do not have this method.
    Field parts = ComposedAgentListener.class.getDeclaredField("listeners");
    if (parts.trySetAccessible() && parts.get(listener) instanceof Collection<?> listeners) {
      for (Object part : listeners) {
        if (isOurs(part)) {
          return true;
        }
      }
    }
    return false;
  }

  private AgentNotifications() {}
}
