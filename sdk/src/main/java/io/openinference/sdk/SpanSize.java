// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The maximum number of bytes that OTLP needs for a span. Texts are measured; fields of limited
 * size count with their maximum.
 */
final class SpanSize {

  /** Ids, kind, times, flags, dropped counts and status code, including tags. */
  private static final int FIXED_SPAN_BYTES = 160;

  /** Tag, length and references to the entities of the resource. */
  private static final int FIXED_RESOURCE_BYTES = 1_024;

  /** Tag and length. */
  private static final int FIXED_SCOPE_BYTES = 6;

  private static final int FIXED_EVENT_BYTES = 16;
  private static final int FIXED_LINK_BYTES = 48;
  private static final int NUMBER_BYTES = 11;

  static long of(SpanData span) {
    long size = FIXED_SPAN_BYTES + text(span.getName()) + text(span.getStatus().getDescription());
    size += traceState(span.getSpanContext().getTraceState().asMap());
    size += of(span.getAttributes());
    for (EventData event : span.getEvents()) {
      size += field(FIXED_EVENT_BYTES + text(event.getName()) + of(event.getAttributes()));
    }
    for (LinkData link : span.getLinks()) {
      size +=
          field(
              FIXED_LINK_BYTES
                  + traceState(link.getSpanContext().getTraceState().asMap())
                  + of(link.getAttributes()));
    }
    return field(size);
  }

  /** Bytes of the group of one resource. */
  static long of(Resource resource) {
    return FIXED_RESOURCE_BYTES
        + field(of(resource.getAttributes()))
        + text(resource.getSchemaUrl());
  }

  /** Bytes of the group of one scope inside a resource. */
  static long of(InstrumentationScopeInfo scope) {
    long size = text(scope.getName()) + text(scope.getVersion()) + of(scope.getAttributes());
    return FIXED_SCOPE_BYTES + field(size) + text(scope.getSchemaUrl());
  }

  /** Bytes of an attribute's value. */
  static long ofValue(Object value) {
    return value(value);
  }

  private static long of(Attributes attributes) {
    AttributeSizes sizes = new AttributeSizes();
    attributes.forEach(sizes);
    return sizes.total;
  }

  private static long traceState(Map<String, String> entries) {
    long size = 0;
    for (var entry : entries.entrySet()) {
      size += entry.getKey().length() + entry.getValue().length() + 2;
    }
    return field(size);
  }

  private static long attribute(String key, @Nullable Object value) {
    return field(text(key) + field(value(value)));
  }

  private static long value(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof List<?> list) {
      long size = 0;
      for (Object element : list) {
        size +=
            element instanceof KeyValue pair
                ? attribute(pair.getKey(), pair.getValue())
                : field(value(element));
      }
      return field(size);
    }
    if (value instanceof Value<?> wrapped) {
      return value(wrapped.getValue());
    }
    return value instanceof ByteBuffer bytes ? field(bytes.remaining()) : NUMBER_BYTES;
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : field(utf8Length(text));
  }

  /** Bytes of a length-delimited field: tag, length and content. */
  private static long field(long contentSize) {
    int lengthBits = Long.SIZE - Long.numberOfLeadingZeros(contentSize | 1);
    return 1 + (lengthBits + 6) / 7 + contentSize;
  }

  private static long utf8Length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair takes two chars and four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static final class AttributeSizes implements BiConsumer<AttributeKey<?>, Object> {

    private long total;

    @Override
    public void accept(AttributeKey<?> key, Object value) {
      total += attribute(key.getKey(), value);
    }
  }

  private SpanSize() {}
}
