// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishers that a method may return: those of the JDK, of Reactive Streams and of Reactor, of
 * which the last two need not be on the class path.
 */
final class Publishers {

  private static final boolean HAS_REACTIVE_STREAMS = isPresent("org.reactivestreams.FlowAdapters");
  // Reactor works without these adapters, which ours need.
  private static final boolean HAS_REACTOR =
      HAS_REACTIVE_STREAMS && isPresent("reactor.core.CoreSubscriber");

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, Publishers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Returns a publisher in place of a result, which ends the span with its first subscription.
   *
   * @param type what the method declares to return
   * @param whole whether a value is recorded whatever its class is
   * @return null where the result is no publisher, or where the type allows none but its own
   */
  static @Nullable Object ending(
      OpenInferenceSpan<?> span, Class<?> type, @Nullable Object result, boolean whole) {
    Object publisher = null;
    if (result instanceof Flow.Publisher<?> flow && type.isAssignableFrom(Flow.Publisher.class)) {
      publisher = span.endWhenComplete(flow);
    }
    if (publisher == null && HAS_REACTOR) {
      publisher = ReactorPublishers.ending(span, type, result, whole);
    }
    if (publisher == null && HAS_REACTIVE_STREAMS) {
      publisher = ReactiveStreams.ending(span, type, result);
    }
    return publisher;
  }

  private Publishers() {}
}
