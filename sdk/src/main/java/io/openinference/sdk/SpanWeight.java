// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The approximate number of bytes that a span takes in memory. Counts characters without reading
 * text, because the thread that ends the span waits for the result. {@link SpanSize} reads the text
 * later, on the delivery thread.
 */
final class SpanWeight {

  private static final int SPAN_BYTES = 512;
  private static final int ENTRY_BYTES = 32;

  static long of(SpanData span) {
    long bytes = SPAN_BYTES;
    bytes += length(span.getName());
    bytes += length(span.getStatus().getDescription());
    bytes += of(span.getAttributes());
    for (EventData event : span.getEvents()) {
      bytes += ENTRY_BYTES;
      bytes += length(event.getName());
      bytes += of(event.getAttributes());
    }
    for (LinkData link : span.getLinks()) {
      bytes += ENTRY_BYTES + of(link.getAttributes());
    }
    return bytes;
  }

  private static long of(Attributes attributes) {
    Weights weights = new Weights();
    attributes.forEach(weights);
    return weights.total;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static final class Weights implements BiConsumer<AttributeKey<?>, Object> {
    private long total;

    @Override
    public void accept(AttributeKey<?> key, Object value) {
      total += ENTRY_BYTES;
      if (key instanceof HeldMessage message) {
        total += of(message.attributes());
      }
      if (value instanceof String text) {
        total += text.length();
      } else if (value instanceof List<?> list) {
        for (Object element : list) {
          total += element instanceof String text ? ENTRY_BYTES + text.length() : ENTRY_BYTES;
        }
      } else {
        total += SpanSize.ofValue(value);
      }
    }
  }

  private SpanWeight() {}
}
