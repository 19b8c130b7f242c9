// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.benchmarks.NoOpTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is only worth something if the others do trace. */
class PeersTest {

  @ParameterizedTest
  @EnumSource(
      value = Instrumentation.class,
      names = {"OPENTELEMETRY", "BRAINTRUST"})
  void traceEachKindOfCall(Instrumentation peer) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    OpenTelemetry openTelemetry = NoOpTelemetry.exportingTo(exporter);
    Chat.tracedBy(peer, openTelemetry).create(Conversation.request(20));
    StreamedChat.tracedBy(peer, openTelemetry, 300).create(Conversation.request(20), chunk -> {});
    Embedding.tracedBy(peer, openTelemetry).create(Embedding.request());
    assertThat(exporter.getFinishedSpanItems()).hasSize(3);
  }

  @Test
  void traceChunksThatAreParsed() {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    StreamedChat.tracedBy(
            Instrumentation.OPENTELEMETRY,
            NoOpTelemetry.exportingTo(exporter),
            StubClient.streaming(300))
        .create(Conversation.request(20), chunk -> {});
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
  }
}
