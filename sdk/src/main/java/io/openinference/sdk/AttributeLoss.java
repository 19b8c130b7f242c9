// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Warns once when a span had more attributes than it could keep. */
final class AttributeLoss {

  private static final Logger LOGGER = Logger.getLogger(AttributeLoss.class.getName());

  private final AtomicBoolean warned = new AtomicBoolean();

  void check(SpanData span) {
    int kept = span.getAttributes().size();
    if (span.getTotalAttributeCount() > kept && warned.compareAndSet(false, true)) {
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
