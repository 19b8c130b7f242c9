// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The floor is only fair if it records what we record. */
class AiServiceFloorTest {

  private static final AttributeKey<String> INVOCATION_ID =
      AttributeKey.stringKey("langchain4j.invocation_id");

  @AfterEach
  void uninstrument() {
    LangChain4jInstrumentor.instrument().uninstrument();
  }

  @Test
  void recordsTheSameTree() {
    assertThat(spans(Instrumentation.FLOOR)).hasSize(4).isEqualTo(spans(Instrumentation.OURS));
  }

  private static List<RecordedSpan> spans(Instrumentation instrumentation) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    instrumentation.assistant(NoOpTelemetry.exportingTo(exporter)).ask("How is the weather?");
    List<SpanData> spans = exporter.getFinishedSpanItems();
    Map<String, String> names = new HashMap<>();
    spans.forEach(span -> names.put(span.getSpanId(), span.getName()));
    return spans.stream()
        .map(
            span ->
                new RecordedSpan(
                    span.getName(),
                    names.get(span.getParentSpanId()),
                    span.getStatus(),
                    span.getEvents().size(),
                    attributes(span)))
        .toList();
  }

  /** Each invocation has another id. */
  private static Map<AttributeKey<?>, Object> attributes(SpanData span) {
    Map<AttributeKey<?>, Object> attributes = new HashMap<>(span.getAttributes().asMap());
    attributes.computeIfPresent(INVOCATION_ID, (key, id) -> UUID.fromString((String) id).version());
    return attributes;
  }

  private record RecordedSpan(
      String name,
      @Nullable String parent,
      StatusData status,
      int events,
      Map<AttributeKey<?>, Object> attributes) {}
}
