// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/**
 * A span as a collector needs it.
 *
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId 16 hexadecimal digits, or empty
 * @param kind such as {@code LLM}
 * @param project the project that the span's resource names
 * @param input the attribute {@code input.value}
 */
record ArrivedSpan(String spanId, String parentSpanId, String kind, String project, String input) {

  static ArrivedSpan of(Resource resource, Span span) {
    HexFormat hex = HexFormat.of();
    return new ArrivedSpan(
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        text(span.getAttributesList(), "openinference.span.kind"),
        text(resource.getAttributesList(), "openinference.project.name"),
        text(span.getAttributesList(), "input.value"));
  }

  private static String text(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        return attribute.getValue().getStringValue();
      }
    }
    return "";
  }
}
