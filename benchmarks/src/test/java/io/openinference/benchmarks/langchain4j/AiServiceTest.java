// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The compared ways of tracing do the same work and record it. */
class AiServiceTest {

  @AfterEach
  void uninstrument() {
    LangChain4jInstrumentor.instrument().uninstrument();
  }

  @Test
  void oursTracesServiceModelAndTool() {
    assertThat(spansOf(Instrumentation.OURS))
        .containsExactlyInAnyOrder(
            "Assistant.ask", "OpenAiChatModel", "getWeather", "OpenAiChatModel");
  }

  @Test
  void braintrustTracesServiceModelAndTool() {
    assertThat(spansOf(Instrumentation.BRAINTRUST)).hasSize(4);
  }

  @Test
  void nobodyTraces() {
    assertThat(spansOf(Instrumentation.NONE)).isEmpty();
  }

  private static List<String> spansOf(Instrumentation instrumentation) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    Assistant assistant = instrumentation.assistant(NoOpTelemetry.exportingTo(exporter));
    assertThat(assistant.ask("How is the weather in Oslo?")).hasSize(2_000);
    return exporter.getFinishedSpanItems().stream().map(SpanData::getName).toList();
  }
}
