// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/** Ends spans with publishers of Reactive Streams. */
final class ReactiveStreams {

  /** Does the same as {@link Publishers#ending}, for this type. */
  static @Nullable Object ending(
      OpenInferenceSpan<?> span, Class<?> type, @Nullable Object result) {
    return result instanceof Publisher<?> publisher && type.isAssignableFrom(Publisher.class)
        ? FlowAdapters.toPublisher(span.endWhenComplete(FlowAdapters.toFlowPublisher(publisher)))
        : null;
  }

  private ReactiveStreams() {}
}
