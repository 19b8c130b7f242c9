// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import com.fasterxml.jackson.databind.JsonNode;
import io.openinference.conformance.MaskingMatrix;
import io.openinference.conformance.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An attribute to mask: a key and a value, of which the matrix has a name. */
record MaskingSubject(AttributeKey<?> key, String valueName, Object value) {

  static Stream<MaskingSubject> all(MaskingMatrix matrix) {
    return matrix.keys().stream()
        .flatMap(
            key ->
                matrix.values().entrySet().stream()
                    .map(value -> of(key, value.getKey(), value.getValue())));
  }

  private static MaskingSubject of(String key, String valueName, JsonNode value) {
    if (value.isTextual()) {
      return new MaskingSubject(AttributeKey.stringKey(key), valueName, value.textValue());
    }
    if (value.isBoolean()) {
      return new MaskingSubject(AttributeKey.booleanKey(key), valueName, value.booleanValue());
    }
    if (value.isIntegralNumber()) {
      return new MaskingSubject(AttributeKey.longKey(key), valueName, value.longValue());
    }
    if (value.isNumber()) {
      return new MaskingSubject(AttributeKey.doubleKey(key), valueName, value.doubleValue());
    }
    Stream<JsonNode> elements = StreamSupport.stream(value.spliterator(), false);
    if (value.get(0).isTextual()) {
      List<String> texts = elements.map(JsonNode::textValue).toList();
      return new MaskingSubject(AttributeKey.stringArrayKey(key), valueName, texts);
    }
    List<Double> numbers = elements.map(JsonNode::doubleValue).toList();
    return new MaskingSubject(AttributeKey.doubleArrayKey(key), valueName, numbers);
  }

  /** Returns how a mask changed the value; an equal copy is not the value. */
  Outcome outcome(Object masked) {
    if (masked == null) {
      return Outcome.NOTHING;
    }
    return masked == value ? Outcome.KEPT : Outcome.replaced((String) masked);
  }

  @Override
  public String toString() {
    return key.getKey() + ": " + valueName;
  }
}
