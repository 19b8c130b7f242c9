// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.otlp.OtlpValues;
import io.openinference.viewer.internal.store.Annotation;
import io.openinference.viewer.internal.store.StoredSpan;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a span for the pages.
 *
 * <p>An attribute is an array: key, type, value, and the whole length if the value is cut. The
 * types are {@code s} text, {@code b} boolean, {@code i} whole number as text, {@code d} number,
 * {@code x} bytes, {@code l} list, {@code m} map, {@code n} nothing. JavaScript would round a
 * number of 64 bits, so that such numbers are text.
 */
final class SpanJson {

  private static final int MAX_TEXT = 20_000;
  private static final int MAX_ITEMS = 200;

  private final JsonGenerator out;
  private final boolean whole;

  /**
   * Makes a writer.
   *
   * @param whole whether long values are written whole
   */
  SpanJson(JsonGenerator out, boolean whole) {
    this.out = out;
    this.whole = whole;
  }

  void write(StoredSpan stored) throws IOException {
    OtlpSpan span = stored.span();
    out.writeStartObject();
    out.writeNumberField("id", stored.id());
    out.writeStringField("project", stored.project());
    out.writeStringField("traceId", span.traceId());
    out.writeStringField("spanId", span.spanId());
    out.writeStringField("parentId", span.parentId());
    out.writeStringField("traceState", span.traceState());
    out.writeStringField("name", span.name());
    out.writeStringField("kind", stored.kind());
    out.writeNumberField("otelKind", span.kind());
    out.writeNumberField("status", span.statusCode());
    out.writeStringField("statusMessage", span.statusMessage());
    out.writeStringField("start", Long.toUnsignedString(span.startNanos()));
    out.writeStringField("end", Long.toUnsignedString(span.endNanos()));
    out.writeNumberField("received", stored.receivedMillis());
    out.writeNumberField("oddities", stored.oddities());
    out.writeNumberField("droppedAttributes", span.droppedAttributes());
    out.writeNumberField("droppedEvents", span.droppedEvents());
    out.writeNumberField("droppedLinks", span.droppedLinks());
    writeAttributes("attributes", span.attributes());
    out.writeArrayFieldStart("events");
    for (OtlpSpan.Event event : span.events()) {
      out.writeStartObject();
      out.writeStringField("time", Long.toUnsignedString(event.timeNanos()));
      out.writeStringField("name", event.name());
      writeAttributes("attributes", event.attributes());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("links");
    for (OtlpSpan.Link link : span.links()) {
      out.writeStartObject();
      out.writeStringField("traceId", link.traceId());
      out.writeStringField("spanId", link.spanId());
      writeAttributes("attributes", link.attributes());
      out.writeEndObject();
    }
    out.writeEndArray();
    writeAttributes("resource", stored.resource().attributes());
    out.writeStringField("scope", stored.resource().scopeName());
    out.writeStringField("scopeVersion", stored.resource().scopeVersion());
    out.writeArrayFieldStart("annotations");
    for (Annotation annotation : stored.annotations()) {
      out.writePOJO(annotation);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeAttributes(String name, Map<String, @Nullable Object> attributes)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
      out.writeStartArray();
      out.writeString(attribute.getKey());
      writeTyped(attribute.getValue());
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private void writeTyped(@Nullable Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString("s");
      writeText(text);
    } else if (value instanceof Boolean flag) {
      out.writeString("b");
      out.writeBoolean(flag);
    } else if (value instanceof Long number) {
      out.writeString("i");
      out.writeString(number.toString());
    } else if (value instanceof Double number) {
      out.writeString("d");
      writeReal(number);
    } else if (value instanceof byte[] bytes) {
      out.writeString("x");
      writeText(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof List<?> list) {
      out.writeString("l");
      writeList(list);
      if (!whole && list.size() > MAX_ITEMS) {
        out.writeNumber(list.size());
      }
    } else if (value instanceof Map<?, ?> map) {
      out.writeString("m");
      writePlain(map);
    } else {
      out.writeString("n");
      out.writeNull();
    }
  }

  private void writeText(String text) throws IOException {
    if (whole || text.length() <= MAX_TEXT) {
      out.writeString(text);
    } else {
      // A picture is shown from its own address. All that the page needs here is its type.
      int length = DataUris.isDataUri(text) ? Math.max(0, text.indexOf(',') + 1) : MAX_TEXT;
      out.writeString(OtlpValues.cut(text, Math.min(length, MAX_TEXT)));
      out.writeNumber(text.length());
    }
  }

  private void writeReal(Double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(number.toString());
    }
  }

  private void writeList(List<?> list) throws IOException {
    out.writeStartArray();
    for (Object each : whole || list.size() <= MAX_ITEMS ? list : list.subList(0, MAX_ITEMS)) {
      writePlain(each);
    }
    out.writeEndArray();
  }

  private void writePlain(@Nullable Object value) throws IOException {
    if (value instanceof Long number) {
      if (-(1L << 53) < number && number < 1L << 53) {
        out.writeNumber(number);
      } else {
        out.writeString(number.toString());
      }
    } else if (value instanceof Double number) {
      writeReal(number);
    } else if (value instanceof byte[] bytes) {
      out.writeString(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        writePlain(entry.getValue());
      }
      out.writeEndObject();
    } else {
      out.writeObject(value);
    }
  }
}
