// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans whose messages are log records, as those of OpenTelemetry's agent are. */
class GenAiLogRecordsTest extends AbstractGenAiTest {

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
            GenAiLogRecordsTest::makeSpanWithOneEvent);

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
}
