// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Warns once when a span lost attributes because it reached the limit. */
final class AttributeLoss {

  private static final Logger LOGGER = Logger.getLogger(AttributeLoss.class.getName());

  private final int limit;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Creates a watcher.
   *
   * @param limit the maximum number of attributes of a span. A span with fewer attributes lost
   *     none, although OpenTelemetry counts an attribute that is set twice as two.
   */
  AttributeLoss(int limit) {
    this.limit = limit;
  }

  void check(SpanData span) {
    int kept = span.getAttributes().size();
    if (kept >= limit
        && span.getTotalAttributeCount() > kept
        && warned.compareAndSet(false, true)) {
      LOGGER.warning(
          "A span kept "
              + kept
              + " of "
              + span.getTotalAttributeCount()
              + " attributes; the others are lost. Raise OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"
              + " (system property "
              + AttributeLimit.SPAN_ATTRIBUTES
              + "). Further losses are not logged.");
    }
  }
}
