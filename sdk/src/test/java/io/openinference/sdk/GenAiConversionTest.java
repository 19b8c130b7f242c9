// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans as they arrive, with conversion to and from gen_ai. */
class GenAiConversionTest extends AbstractGenAiTest {

  private static void makeOurSpan(OpenInferenceSdk sdk, TraceConfig config) {
    OpenInferenceTracer.builder(sdk.openTelemetry())
        .config(config)
        .build()
        .llm("call")
        .run(
            span -> {
              span.setAttribute(AttributeKey.stringKey("llm.model_name"), "gpt-4o");
              span.setAttribute(AttributeKey.stringKey("llm.provider"), "openai");
              span.setAttribute(AttributeKey.longKey("llm.token_count.prompt"), 7L);
              span.setAttribute(
                  AttributeKey.stringKey("llm.input_messages.0.message.role"), "user");
              span.setAttribute(
                  AttributeKey.stringKey("llm.input_messages.0.message.content"),
                  "secret question");
            });
  }

  private static void makeForeignSpan(Tracer tracer) {
    tracer
        .spanBuilder("chat gpt-4o")
        .startSpan()
        .setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.provider.name", "openai")
        .setAttribute("gen_ai.request.model", "gpt-4o")
        .setAttribute("gen_ai.request.temperature", 0.5)
        .setAttribute("gen_ai.usage.input_tokens", 7)
        .setAttribute("gen_ai.usage.output_tokens", 3)
        .setAttribute("gen_ai.input.messages", INPUT)
        .setAttribute("gen_ai.output.messages", OUTPUT)
        .setAttribute("gen_ai.prompt.0.content", "secret question")
        .setAttribute("input", "secret question")
        .addEvent(
            "gen_ai.user.message",
            Attributes.of(AttributeKey.stringKey("content"), "secret question"))
        .recordException(new IllegalStateException("secret answer"))
        .setStatus(StatusCode.ERROR, "secret answer")
        .end();
  }

  @Test
  void writesGenAiBesideOpenInference() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().enableGenAiSemconv(true),
            sdk -> makeOurSpan(sdk, TraceConfig.builder().build()));

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).attributes())
        .contains(
            entry("openinference.span.kind", "LLM"),
            entry("llm.model_name", "gpt-4o"),
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.model", "gpt-4o"),
            entry("gen_ai.usage.input_tokens", 7L),
            entry("gen_ai.input.messages", INPUT));
  }

  @Test
  void writesNoGenAiByDefault() {
    assertThat(
            sent(
                OpenInferenceSdk.builder(),
                sdk -> {
                  makeOurSpan(sdk, TraceConfig.builder().build());
                  makeForeignSpan(Spans.tracer(sdk.openTelemetry()));
                }))
        .hasSize(2)
        .allMatch(
            span ->
                span.attributes().containsKey("gen_ai.operation.name")
                    != span.attributes().containsKey("openinference.span.kind"));
  }

  @Test
  void writesGenAiForABackendThatReadsNothingElse() {
    receiver.respondWith(200, 100);
    sent(
        OpenInferenceSdk.builder().backend(Backend.BRAINTRUST).apiKey("key"),
        sdk -> makeOurSpan(sdk, TraceConfig.builder().build()));

    assertThat(receiver.requests().get(0).spans().get(0).attributes())
        .contains(entry("gen_ai.request.model", "gpt-4o"), entry("gen_ai.system", "openai"));
  }

  @Test
  void hidesInGenAiWhatTheTracerHides() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().enableGenAiSemconv(true),
            sdk -> makeOurSpan(sdk, TraceConfig.builder().hideInputText(true).build()));

    assertThat(spans.get(0).attributes().toString()).doesNotContain("secret");
    assertThat(spans.get(0).attributes())
        .containsEntry("gen_ai.input.messages", INPUT.replace("secret question", "__REDACTED__"));
  }

  @Test
  void convertsSpansOfOtherTracers() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            sdk -> makeForeignSpan(Spans.tracer(sdk.openTelemetry())));

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).attributes())
        .contains(
            entry("openinference.span.kind", "LLM"),
            entry("llm.model_name", "gpt-4o"),
            entry("llm.token_count.total", 10L),
            entry("llm.input_messages.0.message.content", "secret question"),
            entry("llm.output_messages.0.message.content", "secret answer"),
            entry("gen_ai.input.messages", INPUT));
    assertThat(spans.get(0).events())
        .extracting(ReceivedSpan.Event::name)
        .containsExactly("gen_ai.user.message", "exception");
  }

  @ParameterizedTest
  @MethodSource("hidingInputs")
  void hidesInputsOfOtherTracersInBothForms(TraceConfig config) {
    ReceivedSpan span = foreignSpan(config);

    assertThat(span.toString()).doesNotContain("secret question");
    assertThat(span.attributes())
        .contains(
            entry("llm.output_messages.0.message.content", "secret answer"),
            entry("gen_ai.output.messages", OUTPUT),
            entry("output.value", OUTPUT),
            entry("gen_ai.usage.input_tokens", 7L),
            entry("gen_ai.request.model", "gpt-4o"),
            entry("llm.model_name", "gpt-4o"));
  }

  private ReceivedSpan foreignSpan(TraceConfig config) {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true).traceConfig(config),
            sdk -> makeForeignSpan(Spans.tracer(sdk.openTelemetry())));
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  static Stream<TraceConfig> hidingOutputs() {
    return Stream.of(
        TraceConfig.builder().hideOutputs(true).build(),
        TraceConfig.builder().hideOutputMessages(true).build(),
        TraceConfig.builder().hideOutputText(true).build());
  }

  @ParameterizedTest
  @MethodSource("hidingOutputs")
  void hidesOutputsAndFailuresOfOtherTracers(TraceConfig config) {
    ReceivedSpan span = foreignSpan(config);

    assertThat(span.toString()).doesNotContain("secret answer");
    assertThat(span.statusDescription()).isEmpty();
    assertThat(span.status()).isEqualTo(StatusCode.ERROR);
    assertThat(span.attributes())
        .containsEntry("llm.input_messages.0.message.content", "secret question");
  }

  @Test
  void hidesParametersInBothForms() {
    ReceivedSpan span =
        foreignSpan(TraceConfig.builder().hideLlmInvocationParameters(true).build());

    assertThat(span.attributes())
        .doesNotContainKeys("llm.invocation_parameters", "gen_ai.request.temperature")
        .containsEntry("gen_ai.input.messages", INPUT);
  }

  @Test
  void limitsImagesInBothForms() {
    String image = "A".repeat(200);
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder()
                .convertGenAiSpans(true)
                .traceConfig(TraceConfig.builder().base64ImageMaxLength(100).build()),
            sdk ->
                Spans.tracer(sdk.openTelemetry())
                    .spanBuilder("chat")
                    .startSpan()
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"blob\",\"modality\":\"image\","
                            + "\"mime_type\":\"image/png\",\"content\":\""
                            + image
                            + "\"}]}]")
                    .end());

    assertThat(spans.get(0).attributes().toString()).doesNotContain(image);
    assertThat(spans.get(0).attributes())
        .containsEntry(
            "llm.input_messages.0.message.contents.0.message_content.image.image.url",
            "__REDACTED__");
  }

  @Test
  void doesNotDoubleACallThatOurSpanDescribes() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            sdk -> {
              Tracer foreign = Spans.tracer(sdk.openTelemetry());
              // Below ours, above ours, and beside ours.
              OpenInferenceTracer.create(sdk.openTelemetry())
                  .llm("ours")
                  .run(span -> inside(foreign, "http", () -> makeForeignSpan(foreign)));
              Span outer = foreign.spanBuilder("outer").startSpan();
              outer.setAttribute("gen_ai.operation.name", "chat");
              outer.setAttribute("gen_ai.usage.input_tokens", 7);
              outer.setAttribute("gen_ai.conversation.id", "c1");
              try (Scope scope = outer.makeCurrent()) {
                makeOurSpan(sdk, TraceConfig.builder().build());
              }
              outer.end();
              makeForeignSpan(foreign);
            });

    assertThat(spans)
        .extracting(span -> span.name() + " " + span.attributes().get("openinference.span.kind"))
        .containsExactlyInAnyOrder(
            "ours LLM",
            "http null",
            "chat gpt-4o CHAIN",
            "call LLM",
            "outer CHAIN",
            "chat gpt-4o LLM");
    assertThat(spans)
        .filteredOn(span -> "CHAIN".equals(span.attributes().get("openinference.span.kind")))
        .hasSize(2)
        .allMatch(
            span ->
                span.attributes().keySet().stream()
                    .noneMatch(key -> key.startsWith("gen_ai.usage") || key.contains("messages")));
  }

  private static void inside(Tracer tracer, String name, Runnable code) {
    Span span = tracer.spanBuilder(name).startSpan();
    try (Scope scope = span.makeCurrent()) {
      code.run();
    } finally {
      span.end();
    }
  }

  @Test
  void tellsToolsApartByTheirNames() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            sdk ->
                OpenInferenceTracer.create(sdk.openTelemetry())
                    .tool("weather")
                    .run(
                        span -> {
                          for (String tool : List.of("weather", "now")) {
                            Spans.tracer(sdk.openTelemetry())
                                .spanBuilder("execute_tool " + tool)
                                .startSpan()
                                .setAttribute("gen_ai.operation.name", "execute_tool")
                                .setAttribute("gen_ai.tool.name", tool)
                                .end();
                          }
                        }));

    assertThat(spans)
        .extracting(span -> span.name() + " " + span.attributes().get("openinference.span.kind"))
        .containsExactlyInAnyOrder(
            "weather TOOL", "execute_tool weather CHAIN", "execute_tool now TOOL");
  }

  @Test
  void convertsInAnOpenTelemetryThatConfiguresItself() {
    Map<String, String> properties =
        Map.of(
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.endpoint", receiver.endpoint(),
            "openinference.convert.genai.spans", "true",
            "openinference.enable.genai.semconv", "true");
    try (OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> properties)
            .build()
            .getOpenTelemetrySdk()) {
      makeForeignSpan(Spans.tracer(sdk));
      OpenInferenceTracer.create(sdk).agent("support").run(span -> span.input("Hi"));
    }

    assertThat(receiver.spans())
        .extracting(
            span -> span.attributes().get("openinference.span.kind"),
            span -> span.attributes().get("gen_ai.operation.name"))
        .containsExactlyInAnyOrder(tuple("LLM", "chat"), tuple("AGENT", "invoke_agent"));
  }
}
