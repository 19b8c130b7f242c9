// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes examples of spans. */
final class SpanExamples {

  static DatasetExample of(PhoenixSpan span) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("span_kind", span.spanKind());
    metadata.put("span_name", span.name());
    return DatasetExample.builder(object(span, "input"))
        .output(object(span, "output"))
        .metadata(metadata)
        .spanId(span.spanId())
        .build();
  }

  private static Map<String, @Nullable Object> object(PhoenixSpan span, String name) {
    Object value = span.attribute(name + ".value");
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if ("application/json".equals(span.attribute(name + ".mime_type"))) {
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
