// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes examples of spans. */
final class SpanExamples {

  static DatasetExample of(PhoenixSpan span) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("span_kind", span.spanKind());
    metadata.put("span_name", span.name());
    return of(span::attribute, metadata, span.spanId());
  }

  /** Makes an example of a row. Its columns have the names of attributes. */
  static DatasetExample of(Map<String, @Nullable Object> row) {
    Object spanId = row.get("context.span_id");
    if (spanId == null) {
      throw new IllegalArgumentException("A row needs context.span_id, and has " + row.keySet());
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("span_kind", row.get("span_kind"));
    metadata.put("span_name", row.get("name"));
    metadata.values().removeIf(Objects::isNull);
    return of(row::get, metadata, spanId.toString());
  }

  private static DatasetExample of(
      Function<String, @Nullable Object> attributes,
      Map<String, @Nullable Object> metadata,
      String spanId) {
    return DatasetExample.builder(object(attributes, "input"))
        .output(object(attributes, "output"))
        .metadata(metadata)
        .spanId(spanId)
        .build();
  }

  private static Map<String, @Nullable Object> object(
      Function<String, @Nullable Object> attributes, String name) {
    Object value = attributes.apply(name + ".value");
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if ("application/json".equals(attributes.apply(name + ".mime_type"))) {
      try {
        Object json = new Json().read(value.toString());
        return json instanceof Map<?, ?> map ? Json.immutableMap(map) : Json.object(name, json);
      } catch (IOException noJson) {
        // Then it is a text.
      }
    }
    return Json.object(name, value);
  }

  private SpanExamples() {}
}
