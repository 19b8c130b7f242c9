// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans as they arrive, with conversion to and from gen_ai. */
class GenAiConversionTest {

  private static final String INPUT =
      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"secret question\"}]}]";
  private static final String OUTPUT =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"secret answer\"}]}]";

  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private List<ReceivedSpan> sent(
      OpenInferenceSdkBuilder builder, Consumer<OpenInferenceSdk> application) {
    try (OpenInferenceSdk sdk = builder.endpoint(receiver.endpoint()).build()) {
      application.accept(sdk);
    }
    return receiver.spans();
  }

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

  static Stream<TraceConfig> hidingInputs() {
    return Stream.of(
        TraceConfig.builder().hideInputs(true).build(),
        TraceConfig.builder().hideInputMessages(true).build(),
        TraceConfig.builder().hideInputText(true).build());
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

  /** Makes a span as OpenTelemetry's agent does: messages are log records in its context. */
  private static void makeSpanWithLogRecords(OpenInferenceSdk sdk, boolean capturesContent) {
    Span span =
        Spans.tracer(sdk.openTelemetry())
            .spanBuilder("chat gpt-4o")
            .setAttribute("gen_ai.operation.name", "chat")
            .startSpan();
    Context context = Context.root().with(span);
    Logger logger = sdk.openTelemetry().getLogsBridge().get("agent");
    Value<?> call =
        Value.of(
            KeyValue.of("id", Value.of("c1")),
            KeyValue.of("type", Value.of("function")),
            KeyValue.of(
                "function",
                capturesContent
                    ? Value.of(
                        KeyValue.of("name", Value.of("find")),
                        KeyValue.of("arguments", Value.of("{\"id\":7}")))
                    : Value.of(KeyValue.of("name", Value.of("find")))));
    emit(logger, context, "gen_ai.system.message", content(capturesContent, "Be kind"));
    emit(logger, context, "gen_ai.user.message", content(capturesContent, "secret question"));
    emit(
        logger,
        context,
        "gen_ai.assistant.message",
        Value.of(KeyValue.of("tool_calls", Value.of(call))));
    emit(logger, context, "gen_ai.tool.message", toolResult(capturesContent));
    emit(logger, context, "shop.order", Value.of("no message"));
    emit(
        logger,
        context,
        "gen_ai.choice",
        Value.of(
            KeyValue.of("index", Value.of(0)),
            KeyValue.of("finish_reason", Value.of("stop")),
            KeyValue.of("message", content(capturesContent, "secret answer"))));
    span.end();
  }

  private static Value<?> content(boolean isCaptured, String text) {
    return isCaptured
        ? Value.of(KeyValue.of("content", Value.of(text)))
        : Value.of(new KeyValue[0]);
  }

  private static Value<?> toolResult(boolean isCaptured) {
    KeyValue id = KeyValue.of("id", Value.of("c1"));
    return isCaptured
        ? Value.of(id, KeyValue.of("content", Value.of("secret question")))
        : Value.of(id);
  }

  private static void emit(Logger logger, Context context, String event, Value<?> body) {
    logger
        .logRecordBuilder()
        .setAttribute(AttributeKey.stringKey("event.name"), event)
        .setContext(context)
        .setBody(body)
        .emit();
  }

  private ReceivedSpan spanWithLogRecords(TraceConfig config, boolean capturesContent) {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true).traceConfig(config),
            sdk -> makeSpanWithLogRecords(sdk, capturesContent));
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  @Test
  void findsMessagesInLogRecords() {
    ReceivedSpan span = spanWithLogRecords(TraceConfig.builder().build(), true);

    assertThat(span.events()).isEmpty();
    assertThat(withoutValues(span))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("openinference.span.kind", "LLM"),
                entry("gen_ai.operation.name", "chat"),
                entry("llm.finish_reason", "stop"),
                entry("input.mime_type", "application/json"),
                entry("output.mime_type", "application/json"),
                entry("llm.input_messages.0.message.role", "system"),
                entry("llm.input_messages.0.message.content", "Be kind"),
                entry("llm.input_messages.1.message.role", "user"),
                entry("llm.input_messages.1.message.content", "secret question"),
                entry("llm.input_messages.2.message.role", "assistant"),
                entry("llm.input_messages.2.message.tool_calls.0.tool_call.id", "c1"),
                entry("llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "find"),
                entry(
                    "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments",
                    "{\"id\":7}"),
                entry("llm.input_messages.3.message.role", "tool"),
                entry("llm.input_messages.3.message.tool_call_id", "c1"),
                entry("llm.input_messages.3.message.content", "secret question"),
                entry("llm.output_messages.0.message.role", "assistant"),
                entry("llm.output_messages.0.message.content", "secret answer")));
    assertThat(span.attributes().get("input.value").toString()).contains("secret question");
  }

  private static Map<String, Object> withoutValues(ReceivedSpan span) {
    Map<String, Object> attributes = new HashMap<>(span.attributes());
    attributes.remove("input.value");
    attributes.remove("output.value");
    return attributes;
  }

  @ParameterizedTest
  @MethodSource("hidingInputs")
  void hidesInputsInLogRecords(TraceConfig config) {
    ReceivedSpan span = spanWithLogRecords(config, true);

    assertThat(span.toString()).doesNotContain("secret question");
    assertThat(span.attributes())
        .containsEntry("llm.output_messages.0.message.content", "secret answer");
  }

  @Test
  void findsNoMessagesInLogRecordsWithoutContent() {
    assertThat(spanWithLogRecords(TraceConfig.builder().build(), false).attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("openinference.span.kind", "LLM", "gen_ai.operation.name", "chat"));
  }

  @Test
  void leavesLogRecordsToTheirSpans() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            sdk -> {
              Logger logger = sdk.openTelemetry().getLogsBridge().get("agent");
              Span server = Spans.tracer(sdk.openTelemetry()).spanBuilder("GET /").startSpan();
              Context context = Context.root().with(server);
              emit(logger, context, "gen_ai.user.message", content(true, "secret question"));
              server.end();
              Span late =
                  Spans.tracer(sdk.openTelemetry())
                      .spanBuilder("late")
                      .setAttribute("gen_ai.operation.name", "chat")
                      .startSpan();
              late.end();
              context = Context.root().with(late);
              emit(logger, context, "gen_ai.user.message", content(true, "secret question"));
              OpenInferenceTracer.create(sdk.openTelemetry())
                  .llm("ours")
                  .run(
                      span ->
                          emit(
                              logger,
                              Context.current(),
                              "gen_ai.user.message",
                              content(true, "secret question")));
            });

    assertThat(spans).hasSize(3);
    assertThat(spans.toString()).doesNotContain("secret question");
  }

  private static void makeSpanWithOneEvent(OpenInferenceSdk sdk) {
    Span span =
        Spans.tracer(sdk.openTelemetry())
            .spanBuilder("chat")
            .setAttribute("gen_ai.operation.name", "chat")
            .startSpan();
    sdk.openTelemetry()
        .getLogsBridge()
        .get("agent")
        .logRecordBuilder()
        .setEventName("gen_ai.client.inference.operation.details")
        .setAttribute(AttributeKey.stringKey("gen_ai.input.messages"), INPUT)
        .setAttribute(AttributeKey.stringKey("gen_ai.output.messages"), OUTPUT)
        .setContext(Context.root().with(span))
        .emit();
    span.end();
  }

  @Test
  void takesMessagesThatOneEventHoldsTogether() {
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            GenAiConversionTest::makeSpanWithOneEvent);

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).attributes())
        .containsEntry("llm.input_messages.0.message.content", "secret question")
        .containsEntry("llm.output_messages.0.message.content", "secret answer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsNoMessageOfALogRecordToOthers(boolean hidesInputs) {
    InMemorySpanExporter raw = InMemorySpanExporter.create();
    InMemorySpanExporter prepared = InMemorySpanExporter.create();
    sent(
        OpenInferenceSdk.builder()
            .convertGenAiSpans(true)
            .traceConfig(TraceConfig.builder().hideInputs(hidesInputs).build())
            .addSpanProcessor(SimpleSpanProcessor.create(raw))
            .addSpanProcessor(SimpleSpanProcessor.create(OpenInferencePipeline.prepare(prepared))),
        sdk -> {
          makeSpanWithLogRecords(sdk, true);
          makeSpanWithOneEvent(sdk);
          // The end of the SDK empties these exporters.
          assertHoldNoMessages(raw.getFinishedSpanItems(), prepared.getFinishedSpanItems());
        });
  }

  private static void assertHoldNoMessages(List<SpanData> raw, List<SpanData> prepared) {

    assertThat(prepared)
        .hasSize(2)
        .allMatch(
            span ->
                span.getAttributes()
                    .equals(
                        Attributes.of(AttributeKey.stringKey("gen_ai.operation.name"), "chat")));
    assertThat(raw).hasSize(2).allMatch(span -> !span.toString().contains("secret"));
  }

  /** OpenTelemetry before 1.50 has no method for the name. */
  @Test
  void findsMessagesWithoutNamesOfEvents() {
    AtomicInteger asked = new AtomicInteger();
    EmittedMessages messages = new EmittedMessages();
    List<ReceivedSpan> spans =
        sent(
            OpenInferenceSdk.builder().convertGenAiSpans(true),
            sdk -> {
              Span span =
                  Spans.tracer(sdk.openTelemetry())
                      .spanBuilder("chat")
                      .setAttribute("gen_ai.operation.name", "chat")
                      .startSpan();
              Context context = Context.root().with(span);
              messages.onEmit(context, olderRecord(Attributes.empty(), asked));
              messages.onEmit(context, olderRecord(Attributes.empty(), asked));
              messages.onEmit(
                  context,
                  olderRecord(
                      Attributes.of(AttributeKey.stringKey("event.name"), "gen_ai.user.message"),
                      asked));
              span.end();
            });

    assertThat(asked).hasValue(1);
    assertThat(spans.get(0).attributes())
        .containsEntry("llm.input_messages.0.message.content", "secret question");
  }

  private static ReadWriteLogRecord olderRecord(Attributes attributes, AtomicInteger asked) {
    LogRecordData data =
        stub(
            LogRecordData.class,
            method ->
                switch (method) {
                  case "getAttributes" -> attributes;
                  case "getBodyValue" -> content(true, "secret question");
                  default -> {
                    asked.incrementAndGet();
                    throw new NoSuchMethodError(method);
                  }
                });
    return stub(ReadWriteLogRecord.class, method -> data);
  }

  private static <T> T stub(Class<T> type, Function<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.apply(method.getName())));
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
