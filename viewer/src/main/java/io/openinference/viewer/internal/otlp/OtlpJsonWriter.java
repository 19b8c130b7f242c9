// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes OTLP's JSON.
 *
 * @since 0.1.0
 */
public final class OtlpJsonWriter {

  /** Writes an {@code ExportTraceServiceRequest} with one resource for each span. */
  public static void writeRequest(JsonGenerator out, List<OtlpBatch.Item> items)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("resourceSpans");
    OtlpResource open = null;
    for (OtlpBatch.Item item : items) {
      if (!item.resource().equals(open)) {
        if (open != null) {
          endResource(out);
        }
        open = item.resource();
        startResource(out, open);
      }
      writeSpan(out, item.span());
    }
    if (open != null) {
      endResource(out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void startResource(JsonGenerator out, OtlpResource resource) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("resource");
    writeAttributes(out, resource.attributes());
    out.writeEndObject();
    out.writeArrayFieldStart("scopeSpans");
    out.writeStartObject();
    out.writeObjectFieldStart("scope");
    out.writeStringField("name", resource.scopeName());
    out.writeStringField("version", resource.scopeVersion());
    writeAttributes(out, resource.scopeAttributes());
    out.writeEndObject();
    out.writeArrayFieldStart("spans");
  }

  private static void endResource(JsonGenerator out) throws IOException {
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Writes a span. */
  public static void writeSpan(JsonGenerator out, OtlpSpan span) throws IOException {
    out.writeStartObject();
    out.writeStringField("traceId", span.traceId());
    out.writeStringField("spanId", span.spanId());
    writeText(out, "parentSpanId", span.parentId());
    writeText(out, "traceState", span.traceState());
    out.writeStringField("name", span.name());
    out.writeNumberField("kind", span.kind());
    writeLong(out, "startTimeUnixNano", span.startNanos());
    writeLong(out, "endTimeUnixNano", span.endNanos());
    writeAttributes(out, span.attributes());
    writeCount(out, "droppedAttributesCount", span.droppedAttributes());
    if (!span.events().isEmpty()) {
      out.writeArrayFieldStart("events");
      for (OtlpSpan.Event event : span.events()) {
        out.writeStartObject();
        writeLong(out, "timeUnixNano", event.timeNanos());
        out.writeStringField("name", event.name());
        writeAttributes(out, event.attributes());
        writeCount(out, "droppedAttributesCount", event.dropped());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    writeCount(out, "droppedEventsCount", span.droppedEvents());
    writeLinks(out, span.links());
    writeCount(out, "droppedLinksCount", span.droppedLinks());
    out.writeObjectFieldStart("status");
    writeText(out, "message", span.statusMessage());
    writeCount(out, "code", span.statusCode());
    out.writeEndObject();
    writeCount(out, "flags", span.flags());
    out.writeEndObject();
  }

  private static void writeLinks(JsonGenerator out, List<OtlpSpan.Link> links) throws IOException {
    if (links.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("links");
    for (OtlpSpan.Link link : links) {
      out.writeStartObject();
      out.writeStringField("traceId", link.traceId());
      out.writeStringField("spanId", link.spanId());
      writeText(out, "traceState", link.traceState());
      writeAttributes(out, link.attributes());
      writeCount(out, "droppedAttributesCount", link.dropped());
      writeCount(out, "flags", link.flags());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeAttributes(JsonGenerator out, Map<String, @Nullable Object> attributes)
      throws IOException {
    if (!attributes.isEmpty()) {
      out.writeFieldName("attributes");
      writePairs(out, attributes);
    }
  }

  private static void writePairs(JsonGenerator out, Map<?, ?> pairs) throws IOException {
    out.writeStartArray();
    for (Map.Entry<?, ?> pair : pairs.entrySet()) {
      out.writeStartObject();
      out.writeStringField("key", (String) pair.getKey());
      out.writeFieldName("value");
      writeValue(out, pair.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeValue(JsonGenerator out, @Nullable Object value) throws IOException {
    out.writeStartObject();
    if (value instanceof String text) {
      out.writeStringField("stringValue", text);
    } else if (value instanceof Boolean flag) {
      out.writeBooleanField("boolValue", flag);
    } else if (value instanceof Long number) {
      // 64-bit numbers are text in protobuf's JSON, because JavaScript rounds them.
      out.writeStringField("intValue", number.toString());
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        out.writeNumberField("doubleValue", number);
      } else {
        out.writeStringField("doubleValue", number.toString());
      }
    } else if (value instanceof byte[] bytes) {
      out.writeStringField("bytesValue", Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof List<?> list) {
      out.writeObjectFieldStart("arrayValue");
      out.writeArrayFieldStart("values");
      for (Object each : list) {
        writeValue(out, each);
      }
      out.writeEndArray();
      out.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      out.writeObjectFieldStart("kvlistValue");
      out.writeFieldName("values");
      writePairs(out, map);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void writeText(JsonGenerator out, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      out.writeStringField(name, text);
    }
  }

  private static void writeLong(JsonGenerator out, String name, long number) throws IOException {
    out.writeStringField(name, Long.toUnsignedString(number));
  }

  private static void writeCount(JsonGenerator out, String name, int count) throws IOException {
    if (count != 0) {
      out.writeNumberField(name, count);
    }
  }

  private OtlpJsonWriter() {}
}
