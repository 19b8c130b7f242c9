// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares spans with those of exchanges, whole.
 *
 * @since 0.1.0
 */
public final class RecordedSpans {

  /** Fails unless the spans are the span of an exchange and its children, and no others. */
  public static void verify(List<SpanData> spans, RecordedSpan expected) {
    assertThat(spans).hasSize(expected.count());
    verify(children(SpanId.getInvalid(), spans).get(0), spans, expected);
  }

  private static List<SpanData> children(String parentId, List<SpanData> spans) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(parentId))
        .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
        .toList();
  }

  private static void verify(SpanData span, List<SpanData> spans, RecordedSpan expected) {
    assertThat(span.getName()).isEqualTo(expected.name());
    verifyAttributes(span, expected);
    assertThat(span.getStatus().getStatusCode()).hasToString(expected.status());
    assertThat(span.getEvents()).extracting(EventData::getName).isEqualTo(expected.events());
    List<SpanData> children = children(span.getSpanId(), spans);
    assertThat(children).hasSameSizeAs(expected.children());
    for (int i = 0; i < children.size(); i++) {
      verify(children.get(i), spans, expected.children().get(i));
    }
  }

  /** Fails unless a span has the attributes of the span of an exchange, and no others. */
  public static void verifyAttributes(SpanData span, RecordedSpan expected) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));

    assertThat(ComparableJson.ofAttributes(attributes))
        .containsExactlyInAnyOrderEntriesOf(ComparableJson.ofAttributes(expected.attributes()));
  }

  private RecordedSpans() {}
}
