// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Conversion between OpenInference and {@code gen_ai}, and backends, by properties. */
class GenAiSettingsTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private void run(String... properties) {
    run(List.of(), properties);
  }

  private void run(List<Class<?>> beans, String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("openinference.endpoint=" + receiver.endpoint());
    all.add("openinference.batching=false");
    try (BootApplication application =
        BootApplication.start("none", beans, all.toArray(String[]::new))) {
      OpenTelemetry openTelemetry = application.context().getBean(OpenTelemetry.class);
      Span foreign =
          openTelemetry
              .getTracer("foreign")
              .spanBuilder("chat gpt-5-mini")
              .setAttribute("gen_ai.operation.name", "chat")
              .setAttribute("gen_ai.request.model", "gpt-5-mini")
              .setAttribute("gen_ai.usage.input_tokens", 7L)
              .startSpan();
      openTelemetry
          .getLogsBridge()
          .get("foreign")
          .logRecordBuilder()
          .setContext(Context.root().with(foreign))
          .setAttribute(AttributeKey.stringKey("event.name"), "gen_ai.user.message")
          .setBody(Value.of(KeyValue.of("content", Value.of("Where is 1042?"))))
          .emit();
      foreign.end();
      OpenInferenceTracer.create(openTelemetry)
          .llm("model")
          .run(span -> span.requestModelName("gpt-5-mini"));
    }
  }

  private ReceivedSpan span(String name) {
    return ReceivedTree.named(receiver.spans(), name);
  }

  @Test
  void spansOfOtherTracersAreConvertedIfWanted() {
    run("openinference.convert-genai-spans=true");

    assertThat(span("chat gpt-5-mini").attributes())
        .containsEntry("openinference.span.kind", "LLM")
        .containsEntry("llm.token_count.prompt", 7L)
        .containsEntry("llm.input_messages.0.message.content", "Where is 1042?");
    assertThat(span("model").attributes()).doesNotContainKey("gen_ai.request.model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void theApplicationsExporterGetsNoMessagesOfLogRecords(String hidesInputs) {
    OwnExporter.RAW.clear();
    run(
        List.of(OwnExporter.class),
        "openinference.convert-genai-spans=true",
        "openinference.hide-inputs=" + hidesInputs,
        "management.tracing.sampling.probability=1");

    assertThat(span("chat gpt-5-mini").attributes().toString().contains("1042"))
        .isEqualTo(hidesInputs.equals("false"));
    assertThat(OwnExporter.RAW)
        .filteredOn(span -> span.getName().equals("chat gpt-5-mini"))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.getAttributes().asMap().toString())
                    .contains("gen_ai.usage.input_tokens")
                    .doesNotContain("1042", "log_record"));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnExporter {

    static final List<SpanData> RAW = new CopyOnWriteArrayList<>();

    @Bean
    SpanExporter own() {
      return new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
          RAW.addAll(spans);
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }

  @Test
  void ownSpansSpeakGenAiIfWanted() {
    run("openinference.enable-genai-semconv=true");

    // A trace of another tracer alone is no trace of OpenInference.
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("model");
    assertThat(span("model").attributes()).containsEntry("gen_ai.request.model", "gpt-5-mini");
  }

  @Test
  void aBackendDecidesWhatSpansHave() {
    run("openinference.backend=mlflow", "openinference.traces=all");

    assertThat(receiver.spans()).extracting(ReceivedSpan::name).contains("model");
  }
}
