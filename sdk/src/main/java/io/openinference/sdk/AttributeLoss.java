// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Warns once when a span had more attributes than it could keep. */
final class AttributeLoss {

  private static final Logger LOGGER = Logger.getLogger(AttributeLoss.class.getName());

  private final int limit;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Watches spans.
   *
   * @param limit how many attributes a span keeps; one with fewer has lost none, though
   *     OpenTelemetry counts an attribute that is set twice as two
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
