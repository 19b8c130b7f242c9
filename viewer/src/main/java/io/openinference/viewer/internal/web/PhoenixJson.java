// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.store.StoredSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of Phoenix's REST API. */
final class PhoenixJson {

  private static final List<String> STATUS = List.of("UNSET", "OK", "ERROR");

  /** Returns an id as Phoenix makes it: type and number in base64. */
  static String id(String type, Object id) {
    return Base64.getEncoder().encodeToString((type + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what an id of a type stands for; a text that is no such id stands for itself. */
  static String text(String type, String id) {
    try {
      String decoded = new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8);
      return decoded.startsWith(type + ":") ? decoded.substring(type.length() + 1) : id;
    } catch (IllegalArgumentException noBase64) {
      return id;
    }
  }

  static String time(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .toString()
        .replace("Z", "+00:00");
  }

  static byte[] page(ObjectMapper mapper, List<?> data, @Nullable String next) throws IOException {
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("data", data);
    page.put("next_cursor", next);
    return mapper.writeValueAsBytes(page);
  }

  static Map<String, @Nullable Object> span(StoredSpan stored) {
    OtlpSpan span = stored.span();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id("Span", stored.id()));
    json.put("name", span.name());
    json.put("context", Map.of("trace_id", span.traceId(), "span_id", span.spanId()));
    json.put("span_kind", stored.kind());
    json.put("parent_id", span.parentId().isEmpty() ? null : span.parentId());
    json.put("start_time", time(span.startNanos()));
    json.put("end_time", time(span.endNanos()));
    json.put("status_code", STATUS.get(Math.floorMod(span.statusCode(), STATUS.size())));
    json.put("status_message", span.statusMessage());
    json.put("attributes", plain(span.attributes()));
    List<Object> events = new ArrayList<>();
    for (OtlpSpan.Event event : span.events()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("name", event.name());
      each.put("timestamp", time(event.timeNanos()));
      each.put("attributes", plain(event.attributes()));
      events.add(each);
    }
    json.put("events", events);
    return json;
  }

  /** JSON has no number for NaN and the infinities, so that these become text. */
  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> attributes) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) ->
            plain.put(
                key,
                value instanceof Double number && !Double.isFinite(number)
                    ? number.toString()
                    : value));
    return plain;
  }

  private PhoenixJson() {}
}
