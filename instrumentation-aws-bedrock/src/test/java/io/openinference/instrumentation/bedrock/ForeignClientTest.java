// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** Clients that send no request, such as those of an application's tests. */
class ForeignClientTest {

  @RegisterExtension
  final OpenInferenceExtension telemetry = OpenInferenceExtension.builder().build();

  private static final class Fake implements BedrockRuntimeClient {

    @Override
    public ConverseResponse converse(ConverseRequest request) {
      return ConverseResponse.builder()
          .output(
              output ->
                  output.message(
                      message -> message.role("assistant").content(ContentBlock.fromText("Deep."))))
          .usage(usage -> usage.inputTokens(0).outputTokens(7).totalTokens(7))
          .stopReason("end_turn")
          .build();
    }

    @Override
    public InvokeModelResponse invokeModel(InvokeModelRequest request) {
      return InvokeModelResponse.builder()
          .body(SdkBytes.fromUtf8String("{\"generation\": \"Deep.\", \"stop_reason\": \"stop\"}"))
          .build();
    }

    @Override
    public String serviceName() {
      return "fake";
    }

    @Override
    public void close() {}
  }

  private final BedrockRuntimeClient client() {
    return BedrockInstrumentor.create(telemetry.openTelemetry()).wrap(new Fake());
  }

  private SpanData span() {
    return telemetry.awaitSpans(1).get(0);
  }

  private static Object text(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey(name));
  }

  @Test
  void theSdksObjectTakesThePlaceOfTheBytes() {
    client().converse(ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").build());

    assertThat(text(span(), "llm.output_messages.0.message.content")).isEqualTo("Deep.");
    assertThat(text(span(), "llm.finish_reason")).isEqualTo("end_turn");
    assertThat(span().getAttributes().get(AttributeKey.longKey("llm.token_count.prompt")))
        .isEqualTo(0L);
  }

  @Test
  void theBodyOfAModelIsRead() {
    client()
        .invokeModel(
            InvokeModelRequest.builder()
                .modelId("meta.llama3-8b-instruct-v1:0")
                .body(SdkBytes.fromUtf8String("{\"prompt\": \"Hello\"}"))
                .build());

    assertThat(text(span(), "llm.input_messages.0.message.content")).isEqualTo("Hello");
    assertThat(text(span(), "llm.output_messages.0.message.content")).isEqualTo("Deep.");
  }
}
