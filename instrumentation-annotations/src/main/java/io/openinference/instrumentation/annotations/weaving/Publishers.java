// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Handles the publishers that a method may return: publishers of the JDK, of Reactive Streams and
 * of Reactor. The last two may be missing from the class path.
 */
final class Publishers {

  private static final boolean HAS_REACTIVE_STREAMS = isPresent("org.reactivestreams.FlowAdapters");
  // Reactor works without these adapters, but this class needs them.
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
   * Returns a publisher that replaces the result and ends the span with its first subscription.
   *
   * @param type the declared return type of the method
   * @param whole true to record values whatever their class
   * @return null if the result is not a publisher, or if the type only allows its own class
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
