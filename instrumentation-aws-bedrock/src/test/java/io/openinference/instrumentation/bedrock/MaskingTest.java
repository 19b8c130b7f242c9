// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PromptVariableValues;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** Content that the settings hide is nowhere in a span. */
class MaskingTest {

  /** In all positions of a request. As bytes it reads differently, so that it is given twice. */
  private static final String IN = "planted-input";

  private static final String IN_BYTES = Frames.base64(IN);
  private static final String OUT = "planted-output";

  @RegisterExtension
  final OpenInferenceExtension telemetry = OpenInferenceExtension.builder().build();

  private final StubServer server = StubServer.start();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private BedrockInstrumentor instrumentor(TraceConfig config) {
    return BedrockInstrumentor.builder(telemetry.openTelemetry()).config(config).build();
  }

  private BedrockRuntimeClient client(TraceConfig config) {
    return instrumentor(config).wrap(Clients.sync(server.baseUrl(), 0));
  }

  private static TraceConfig hidden() {
    return TraceConfig.builder().hideInputs(true).hideOutputs(true).build();
  }

  private static ConverseRequest request() {
    return ConverseRequest.builder()
        .modelId("us.anthropic.claude-sonnet-4-20250514-v1:0")
        .system(SystemContentBlock.fromText(IN))
        .messages(
            Message.builder()
                .role("user")
                .content(
                    ContentBlock.fromText(IN),
                    ContentBlock.fromImage(
                        image ->
                            image
                                .format("png")
                                .source(source -> source.bytes(SdkBytes.fromUtf8String(IN)))),
                    ContentBlock.fromDocument(
                        document ->
                            document.name(IN).format("txt").source(source -> source.text(IN))),
                    ContentBlock.fromGuardContent(
                        guard -> guard.text(text -> text.text(IN).qualifiersWithStrings("query"))),
                    ContentBlock.fromToolResult(
                        result ->
                            result
                                .toolUseId("t1")
                                .content(
                                    ToolResultContentBlock.fromJson(
                                        Document.mapBuilder().putString("j", IN).build()))))
                .build())
        .toolConfig(
            config -> config.tools(Tool.fromToolSpec(spec -> spec.name(IN).description(IN))))
        .additionalModelRequestFields(Document.mapBuilder().putString("x", IN).build())
        .promptVariables(Map.of("v", PromptVariableValues.builder().text(IN).build()))
        .build();
  }

  private void answerAll() {
    server.enqueue(
        StubResponse.json(
            """
            {"output": {"message": {"role": "assistant", "content": [
               {"text": "%1$s"}, {"reasoningContent": {"reasoningText": {"text": "%1$s"}}},
               {"toolUse": {"toolUseId": "t", "name": "n", "input": {"a": "%1$s"}}},
               {"brandNew": {"a": "%1$s"}}]}},
             "trace": {"guardrail": {"modelOutput": ["%1$s"]}}, "more": "%1$s",
             "stopReason": "end_turn", "usage": {"inputTokens": 5, "outputTokens": 7}}
            """
                .formatted(OUT)));
  }

  private void assertClean() {
    assertThat(telemetry.awaitSpans(1).toString())
        .doesNotContain(IN)
        .doesNotContain(IN_BYTES)
        .doesNotContain(OUT);
  }

  @Test
  void nothingIsHiddenWithoutSettings() {
    answerAll();

    client(TraceConfig.builder().build()).converse(request());

    assertThat(telemetry.awaitSpans(1).toString()).contains(IN).contains(IN_BYTES).contains(OUT);
  }

  @Test
  void inputsAndOutputsOfConverse() {
    answerAll();

    client(hidden()).converse(request());

    assertClean();
    assertThat(telemetry.spans().get(0).toString()).contains("end_turn");
  }

  @Test
  void messagesAndToolsOfConverse() {
    answerAll();

    client(
            TraceConfig.builder()
                .hideInputMessages(true)
                .hideOutputMessages(true)
                .hideLlmTools(true)
                .build())
        .converse(request());

    SpanData span = telemetry.awaitSpans(1).get(0);
    assertThat(span.toString()).doesNotContain(IN_BYTES).doesNotContain("brandNew");
    assertThat(span.getAttributes().toString()).doesNotContain(IN);
  }

  @Test
  void images() {
    answerAll();

    client(TraceConfig.builder().hideInputImages(true).build())
        .converse(
            ConverseRequest.builder()
                .modelId("amazon.nova-lite-v1:0")
                .messages(
                    Message.builder()
                        .role("user")
                        .content(
                            ContentBlock.fromText("Look"),
                            ContentBlock.fromImage(
                                image ->
                                    image
                                        .format("png")
                                        .source(
                                            source ->
                                                source.bytes(
                                                    SdkBytes.fromByteArray(
                                                        new byte[] {
                                                          (byte) 0x89, 'P', 'N', 'G', 1, 2, 3
                                                        })))))
                        .build())
                .build());

    assertThat(telemetry.awaitSpans(1).toString()).contains("Look").doesNotContain("iVBOR");
  }

  @Test
  void bodiesOfModels() {
    for (String body :
        List.of(
            "{\"anthropic_version\": \"v\", \"system\": \"%1$s\", \"messages\": [{\"role\": \"user\", \"content\": \"%1$s\"}], \"tools\": [{\"name\": \"%1$s\"}]}",
            "{\"inputText\": \"%1$s\"}",
            "{\"prompt\": \"%1$s\"}",
            "{\"message\": \"%1$s\", \"chat_history\": [{\"role\": \"USER\", \"message\": \"%1$s\"}], \"documents\": [{\"a\": \"%1$s\"}]}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"%1$s\"}]}",
            "{\"query\": \"%1$s\", \"documents\": [\"%1$s\"]}",
            "{\"texts\": [\"%1$s\"]}")) {
      server.enqueue(
          StubResponse.json(
              """
              {"content": [{"type": "text", "text": "%1$s"}], "results": [{"outputText": "%1$s"}],
               "generation": "%1$s", "outputs": [{"text": "%1$s"}], "text": "%1$s",
               "choices": [{"message": {"content": "%1$s"}, "text": "%1$s"}], "other": "%1$s"}
              """
                  .formatted(OUT)));
      client(hidden())
          .invokeModel(
              InvokeModelRequest.builder()
                  .modelId("arn:aws:bedrock:us-east-1:1:application-inference-profile/a")
                  .body(SdkBytes.fromUtf8String(body.formatted(IN)))
                  .build());
    }

    assertThat(telemetry.awaitSpans(7)).hasSize(7);
    assertThat(telemetry.spans().toString()).doesNotContain(IN).doesNotContain(OUT);
  }

  static Stream<Arguments> embeddings() {
    String nova =
        """
        {"taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {"embeddingDimension": 256,
          "text": {"truncationMode": "END", "value": "secret-text"},
          "image": {"format": "png", "source": {"bytes": "secret-image"}}}}
        """;
    String cohere =
        """
        {"input_type": "search_document", "inputs": [{"content": [
          {"type": "text", "text": "secret-text"},
          {"type": "image_url", "image_url": {"url": "data:image/png;base64,secret-image"}}]}]}
        """;
    return Stream.of(
            arguments("amazon.nova-2-multimodal-embeddings-v1:0", nova),
            arguments("cohere.embed-v4:0", cohere))
        .flatMap(
            model ->
                Stream.of(
                    embedding(
                        model,
                        TraceConfig.builder().hideEmbeddingsText(true),
                        "secret-text",
                        "secret-image"),
                    embedding(model, TraceConfig.builder().hideInputImages(true), "secret-image"),
                    embedding(model, TraceConfig.builder().base64ImageMaxLength(8), "secret-image"),
                    embedding(model, TraceConfig.builder())));
  }

  private static Arguments embedding(Arguments model, TraceConfigBuilder config, String... hidden) {
    return arguments(model.get()[0], model.get()[1], config.build(), List.of(hidden));
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void textsAndImagesToEmbed(String model, String body, TraceConfig config, List<String> hidden) {
    server.enqueue(StubResponse.json("{}"));

    client(config)
        .invokeModel(
            InvokeModelRequest.builder()
                .modelId(model)
                .body(SdkBytes.fromUtf8String(body))
                .build());

    String span = telemetry.awaitSpans(1).toString();
    assertThat(span).contains("EMBEDDING");
    assertThat(Stream.of("secret-text", "secret-image").filter(secret -> !span.contains(secret)))
        .containsExactlyElementsOf(hidden);
  }

  @Test
  void aBodyThatIsNoJson() {
    server.enqueue(StubResponse.text(200, OUT));

    client(hidden())
        .invokeModel(
            InvokeModelRequest.builder().modelId("m").body(SdkBytes.fromUtf8String(IN)).build());

    assertClean();
  }

  @Test
  void guardrails() {
    server.enqueue(
        StubResponse.json(
            "{\"action\": \"GUARDRAIL_INTERVENED\", \"actionReason\": \"%1$s\", \"outputs\": [{\"text\": \"%1$s\"}], \"assessments\": [{\"a\": \"%1$s\"}]}"
                .formatted(OUT)));

    client(hidden())
        .applyGuardrail(
            request ->
                request
                    .guardrailIdentifier("g")
                    .guardrailVersion("1")
                    .source("INPUT")
                    .content(GuardrailContentBlock.fromText(text -> text.text(IN))));

    assertClean();
  }

  @Test
  void stepsOfAgents() {
    server.enqueue(
        StubResponse.stream(
            Frames.ENCODING,
            "trace {\"trace\": {\"orchestrationTrace\": {\"modelInvocationInput\": {\"text\": \"%s\"}}}}"
                .formatted(IN),
            "trace {\"trace\": {\"orchestrationTrace\": {\"modelInvocationOutput\": {\"rawResponse\": {\"content\": \"%s\"}}}}}"
                .formatted(OUT),
            "trace {\"trace\": {\"orchestrationTrace\": {\"invocationInput\": {\"actionGroupInvocationInput\": {\"function\": \"f\", \"parameters\": [{\"value\": \"%s\"}]}}}}}"
                .formatted(IN),
            "trace {\"trace\": {\"orchestrationTrace\": {\"observation\": {\"actionGroupInvocationOutput\": {\"text\": \"%s\"}}}}}"
                .formatted(OUT),
            "trace {\"trace\": {\"orchestrationTrace\": {\"invocationInput\": {\"knowledgeBaseLookupInput\": {\"text\": \"%s\"}}}}}"
                .formatted(IN),
            "trace {\"trace\": {\"orchestrationTrace\": {\"observation\": {\"knowledgeBaseLookupOutput\": {\"retrievedReferences\": [{\"content\": {\"text\": \"%s\"}}]}}}}}"
                .formatted(OUT),
            "trace {\"trace\": {\"guardrailTrace\": {\"action\": \"INTERVENED\", \"inputAssessments\": [{\"a\": \"%s\"}]}}}"
                .formatted(IN),
            "trace {\"trace\": {\"failureTrace\": {\"failureReason\": \"%s\"}}}".formatted(OUT),
            "chunk {\"bytes\": \"%s\"}".formatted(Frames.base64(OUT))));

    AbstractBedrockTest.await(
        instrumentor(hidden())
            .wrap(Clients.asyncAgents(server.baseUrl(), 0))
            .invokeAgent(
                InvokeAgentRequest.builder()
                    .agentId("a")
                    .agentAliasId("b")
                    .sessionId("s")
                    .inputText(IN)
                    .build(),
                InvokeAgentResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> {}))
                    .build()));

    assertThat(telemetry.awaitSpans(5)).hasSize(5);
    assertThat(telemetry.spans().toString()).doesNotContain(IN).doesNotContain(OUT);
  }

  @Test
  void textsOfTheStepsOfAgents() {
    server.enqueue(
        StubResponse.stream(
            Frames.ENCODING,
            "trace {\"trace\": {\"orchestrationTrace\": {\"modelInvocationInput\": {\"text\": \"{\\\"messages\\\":[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"%s\\\"}]}\"}}}}"
                .formatted(IN),
            "trace {\"trace\": {\"orchestrationTrace\": {\"modelInvocationOutput\": {\"rawResponse\": {\"content\": \"%s\"}}}}}"
                .formatted(OUT)));

    AbstractBedrockTest.await(
        instrumentor(TraceConfig.builder().hideInputText(true).hideOutputText(true).build())
            .wrap(Clients.asyncAgents(server.baseUrl(), 0))
            .invokeAgent(
                InvokeAgentRequest.builder()
                    .agentId("a")
                    .agentAliasId("b")
                    .sessionId("s")
                    .inputText("Hello")
                    .build(),
                InvokeAgentResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> {}))
                    .build()));

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    assertThat(telemetry.spans().toString()).doesNotContain(IN).doesNotContain(OUT);
  }
}
