// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.semconv.LlmProvider;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Responses that are no JSON, and requests that hide more than their messages. */
class LlmOperationTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void recordsTheFormatOfSpeechAndNotItsBytes() {
    String request =
        "{\"model\":\"tts-1\",\"input\":\"Good morning\",\"instructions\":\"Whisper\",\"voice\":\"alloy\"}";

    assertThat(
            record(
                "SpeechService",
                request,
                (operation, span) -> operation.recordBinary(span, "audio/mpeg")))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.system", "openai"),
                Map.entry("llm.provider", "openai"),
                Map.entry("llm.model_name", "tts-1"),
                Map.entry("llm.invocation_parameters", "{\"model\":\"tts-1\",\"voice\":\"alloy\"}"),
                Map.entry("input.value", request),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.0.message.content", "Whisper"),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.content", "Good morning"),
                Map.entry("llm.output_messages.0.message.role", "assistant"),
                Map.entry("llm.output_messages.0.message.contents.0.message_content.type", "audio"),
                Map.entry(
                    "llm.output_messages.0.message.contents.0.message_content.audio.audio.mime_type",
                    "audio/mpeg")));
  }

  @Test
  void recordsATranscriptThatIsText() {
    String request = "{\"model\":\"whisper-1\",\"response_format\":\"srt\"}";

    assertThat(
            record(
                "TranscriptionService",
                request,
                (operation, span) -> operation.recordText(span, REQUEST, "1\nGood morning")))
        .containsEntry("output.value", "1\nGood morning")
        .containsEntry("output.mime_type", "text/plain")
        .containsEntry("llm.output_messages.0.message.role", "assistant")
        .containsEntry("llm.output_messages.0.message.content", "1\nGood morning");
  }

  @Test
  void takesNoTextForAMessageWhereJsonIsExpected() {
    assertThat(
            record(
                "ChatCompletionService",
                "{}",
                (operation, span) -> operation.recordText(span, REQUEST, "<html>")))
        .containsEntry("output.value", "<html>")
        .doesNotContainKey("llm.output_messages.0.message.content");
  }

  @Test
  void hidesImagesAmongTheVariablesOfAStoredPrompt() {
    String variables = "{\"photo\":{\"type\":\"input_image\",\"image_url\":\"%s\"}}";
    String request = "{\"prompt\":{\"id\":\"pmpt_1\",\"variables\":" + variables + "}}";
    String image = "https://example.com/cat.jpg";

    assertThat(
            record(
                "ResponseService",
                request.formatted(image),
                TraceConfig.builder().hideInputImages(true).build(),
                (operation, span) -> {}))
        .containsEntry("llm.invocation_parameters", request.formatted("__REDACTED__"))
        .containsEntry("input.value", request.formatted("__REDACTED__"));
  }

  private static final WireExchange REQUEST =
      WireExchange.empty(new ContentMask(TraceConfig.builder().build(), new OpenAIMessageShape()));

  private static Map<String, String> record(
      String service, String request, BiConsumer<LlmOperation, LlmSpan> response) {
    return record(service, request, TraceConfig.builder().build(), response);
  }

  private static Map<String, String> record(
      String service,
      String request,
      TraceConfig config,
      BiConsumer<LlmOperation, LlmSpan> response) {
    LlmOperation operation = (LlmOperation) Operations.find(service, "create");
    OpenInferenceTracer tracer =
        OpenInferenceTracer.builder(telemetry.openTelemetry()).config(config).build();
    LlmSpan span = operation.spanBuilder(tracer, LlmProvider.OPENAI).startSpan(Context.root());
    operation.recordRequest(
        span,
        new WireExchange(
            new WireBody(WireJson.parse(request)),
            new ContentMask(config, new OpenAIMessageShape())));
    response.accept(operation, span);
    span.end();
    Map<String, String> attributes = new TreeMap<>();
    telemetry
        .spans()
        .get(0)
        .getAttributes()
        .forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
    return attributes;
  }
}
