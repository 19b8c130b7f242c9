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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversion between OpenInference and {@code gen_ai}, and backends, by properties. */
class GenAiSettingsTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private void run(String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("openinference.endpoint=" + receiver.endpoint());
    all.add("openinference.batching=false");
    try (BootApplication application =
        BootApplication.start("none", List.of(), all.toArray(String[]::new))) {
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
