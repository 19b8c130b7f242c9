// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.benchmarks.NoOpTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floor is only fair if it records what we record. */
class FloorTest {

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 500})
  void chat(int messages) {
    assertSameSpan(
        (instrumentation, openTelemetry) ->
            Chat.tracedBy(instrumentation, openTelemetry).create(Conversation.request(messages)));
  }

  @Test
  void stream() {
    assertSameSpan(
        (instrumentation, openTelemetry) ->
            StreamedChat.tracedBy(instrumentation, openTelemetry, 300)
                .create(Conversation.request(20), chunk -> {}));
  }

  @Test
  void embeddings() {
    assertSameSpan(
        (instrumentation, openTelemetry) ->
            Embedding.tracedBy(instrumentation, openTelemetry).create(Embedding.request()));
  }

  private static void assertSameSpan(BiConsumer<Instrumentation, OpenTelemetry> call) {
    SpanData ours = span(Instrumentation.OURS, call);
    SpanData floor = span(Instrumentation.FLOOR, call);
    assertThat(floor.getName()).isEqualTo(ours.getName());
    assertThat(floor.getStatus()).isEqualTo(ours.getStatus());
    assertThat(eventNames(floor)).isEqualTo(eventNames(ours));
    assertThat(floor.getAttributes().asMap()).isEqualTo(ours.getAttributes().asMap());
  }

  private static SpanData span(
      Instrumentation instrumentation, BiConsumer<Instrumentation, OpenTelemetry> call) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    call.accept(instrumentation, NoOpTelemetry.exportingTo(exporter));
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }

  private static List<String> eventNames(SpanData span) {
    return span.getEvents().stream().map(EventData::getName).toList();
  }
}
