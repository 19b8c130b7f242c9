// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.conformance.ComparableJson;
import io.openinference.conformance.RecordedSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares spans with those of exchanges, whole. */
final class RecordedSpans {

  static void verify(List<SpanData> spans, RecordedSpan expected) {
    assertThat(spans).hasSize(1);
    SpanData span = spans.get(0);
    assertThat(span.getName()).isEqualTo(expected.name());
    assertThat(span.getStatus().getStatusCode()).hasToString(expected.status());
    assertThat(span.getEvents()).extracting(EventData::getName).isEqualTo(expected.events());
    verifyAttributes(span, expected);
  }

  static void verifyAttributes(SpanData span, RecordedSpan expected) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));

    assertThat(ComparableJson.ofAttributes(attributes))
        .containsExactlyInAnyOrderEntriesOf(ComparableJson.ofAttributes(expected.attributes()));
  }

  private RecordedSpans() {}
}
