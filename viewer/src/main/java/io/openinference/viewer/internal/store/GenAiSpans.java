// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.genai.GenAiEvent;
import io.openinference.genai.GenAiToOpenInference;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows spans of other tracers, which have attributes of {@code gen_ai}, as OpenInference.
 *
 * <p>The store keeps what was received. The attributes of OpenInference are added when a span is
 * read.
 */
final class GenAiSpans {

  /**
   * Returns the span with the attributes of OpenInference; the same span if it has them or has none
   * of {@code gen_ai}.
   */
  static OtlpSpan shown(OtlpSpan span, String scopeName) {
    Map<String, @Nullable Object> attributes = span.attributes();
    if (attributes.containsKey(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND.getKey())) {
      return span;
    }
    Attributes added =
        GenAiToOpenInference.create().convert(attributes(attributes), events(span), scopeName);
    if (added.isEmpty()) {
      return span;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(attributes);
    added.forEach((key, value) -> all.put(key.getKey(), value));
    return span.withAttributes(all);
  }

  private static List<GenAiEvent> events(OtlpSpan span) {
    return span.events().stream()
        .map(event -> new GenAiEvent(event.name(), attributes(event.attributes())))
        .toList();
  }

  private static Attributes attributes(Map<String, @Nullable Object> values) {
    AttributesBuilder attributes = Attributes.builder();
    values.forEach(
        (key, value) -> {
          if (value instanceof String text) {
            attributes.put(key, text);
          } else if (value instanceof Boolean flag) {
            attributes.put(key, flag);
          } else if (value instanceof Long number) {
            attributes.put(key, number);
          } else if (value instanceof Double number) {
            attributes.put(key, number);
          } else if (value != null) {
            attributes.put(AttributeKey.valueKey(key), value(value));
          }
        });
    return attributes.build();
  }

  private static Value<?> value(@Nullable Object value) {
    if (value instanceof String text) {
      return Value.of(text);
    } else if (value instanceof Boolean flag) {
      return Value.of(flag);
    } else if (value instanceof Long number) {
      return Value.of(number);
    } else if (value instanceof Double number) {
      return Value.of(number);
    } else if (value instanceof byte[] bytes) {
      return Value.of(bytes);
    } else if (value instanceof List<?> list) {
      List<Value<?>> values = new ArrayList<>();
      list.forEach(each -> values.add(value(each)));
      return Value.of(values);
    } else if (value instanceof Map<?, ?> map) {
      List<KeyValue> pairs = new ArrayList<>();
      map.forEach((key, each) -> pairs.add(KeyValue.of(String.valueOf(key), value(each))));
      return Value.of(pairs.toArray(KeyValue[]::new));
    }
    return Value.empty();
  }

  private GenAiSpans() {}
}
