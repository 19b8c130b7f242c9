// SPDX-License-Identifier: Apache-2.0
package io.openinference.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A call through LangChain4j and a client of Bedrock is one span, whichever of them is traced. */
class StackedLibrariesTest {

  private static final String MODEL = "amazon.nova-lite-v1:0";

  @RegisterExtension
  final OpenInferenceExtension telemetry = OpenInferenceExtension.builder().build();

  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  /** The traced libraries, and the name of the span. */
  enum Traced {
    CLIENT_WRAPPED(true, false, false, false, "bedrock.converse"),
    MODEL_WRAPPED(false, true, false, false, "Bedrock"),
    BOTH_WRAPPED(true, true, false, false, "Bedrock"),
    CLIENTS(false, false, true, false, "bedrock.converse"),
    MODELS(false, false, false, true, "Bedrock"),
    BOTH(false, false, true, true, "Bedrock"),
    MODEL_WRAPPED_ABOVE_CLIENTS(false, true, true, false, "Bedrock");

    private final boolean wrapsClient;
    private final boolean wrapsModel;
    private final boolean instrumentsClients;
    private final boolean instrumentsModels;
    private final String name;

    Traced(
        boolean wrapsClient,
        boolean wrapsModel,
        boolean instrumentsClients,
        boolean instrumentsModels,
        String name) {
      this.wrapsClient = wrapsClient;
      this.wrapsModel = wrapsModel;
      this.instrumentsClients = instrumentsClients;
      this.instrumentsModels = instrumentsModels;
      this.name = name;
    }
  }

  private void run(Traced traced, Runnable calls) {
    BedrockInstrumentor clients =
        traced.instrumentsClients
            ? BedrockInstrumentor.instrument(telemetry.openTelemetry())
            : null;
    LangChain4jInstrumentor models =
        traced.instrumentsModels
            ? LangChain4jInstrumentor.instrument(telemetry.openTelemetry())
            : null;
    try {
      calls.run();
    } finally {
      if (clients != null) {
        clients.uninstrument();
      }
      if (models != null) {
        models.uninstrument();
      }
    }
  }

  private void assertOneSpan(Traced traced) {
    telemetry.awaitSpans(1);
    assertThat(telemetry.spans()).hasSize(1);
    SpanData span = telemetry.spans().get(0);
    assertThat(span.getName()).startsWith(traced.name);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("openinference.span.kind")))
        .isEqualTo("LLM");
    assertThat(span.getAttributes().get(AttributeKey.longKey("llm.token_count.total")))
        .isEqualTo(12L);
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(URI.create(server.baseUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
  }

  @ParameterizedTest
  @EnumSource
  void aCallIsOneSpan(Traced traced) {
    server.enqueue(
        StubResponse.json(
            """
            {"output": {"message": {"role": "assistant", "content": [{"text": "Deep."}]}}, "metrics": {"latencyMs": 1},
             "stopReason": "end_turn", "usage": {"inputTokens": 5, "outputTokens": 7, "totalTokens": 12}}
            """));
    try (BedrockRuntimeClient client = configured(BedrockRuntimeClient.builder()).build()) {
      run(
          traced,
          () -> {
            BedrockRuntimeClient used =
                traced.wrapsClient
                    ? BedrockInstrumentor.create(telemetry.openTelemetry()).wrap(client)
                    : client;
            ChatModel model = BedrockChatModel.builder().client(used).modelId(MODEL).build();
            ChatModel asked =
                traced.wrapsModel
                    ? LangChain4jInstrumentor.create(telemetry.openTelemetry()).wrap(model)
                    : model;
            assertThat(asked.chat("How deep?")).isEqualTo("Deep.");
          });
    }

    assertOneSpan(traced);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsOneSpan(Traced traced) {
    server.enqueue(
        StubResponse.stream(
            StreamEncoding.AWS_EVENT_STREAM,
            "messageStart {\"role\": \"assistant\"}",
            "contentBlockDelta {\"delta\": {\"text\": \"Deep.\"}, \"contentBlockIndex\": 0}",
            "contentBlockStop {\"contentBlockIndex\": 0}",
            "messageStop {\"stopReason\": \"end_turn\"}",
            "metadata {\"usage\": {\"inputTokens\": 5, \"outputTokens\": 7, \"totalTokens\": 12},"
                + " \"metrics\": {\"latencyMs\": 1}}"));
    try (BedrockRuntimeAsyncClient client =
        configured(BedrockRuntimeAsyncClient.builder())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .build()) {
      run(
          traced,
          () -> {
            BedrockRuntimeAsyncClient used =
                traced.wrapsClient
                    ? BedrockInstrumentor.create(telemetry.openTelemetry()).wrap(client)
                    : client;
            StreamingChatModel model =
                BedrockStreamingChatModel.builder().client(used).modelId(MODEL).build();
            StreamingChatModel asked =
                traced.wrapsModel
                    ? LangChain4jInstrumentor.create(telemetry.openTelemetry()).wrap(model)
                    : model;
            assertThat(ask(asked)).isEqualTo("Deep.");
          });
      assertOneSpan(traced);
    }
  }

  private static String ask(StreamingChatModel model) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    model.chat(
        "How deep?",
        new StreamingChatResponseHandler() {
          @Override
          public void onCompleteResponse(ChatResponse response) {
            answer.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
