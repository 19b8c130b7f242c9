// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Spring AI over the AWS SDK's clients, which are wrapped beans: one LLM span a call. */
class BedrockApplicationTest {

  private static final String MODEL = "anthropic.claude-sonnet-4-5";

  private static final String REGION = "aws.region";

  /** A client waits two seconds for the end of event loops of its own. */
  private static final SdkEventLoopGroup EVENT_LOOPS =
      SdkEventLoopGroup.builder().numberOfThreads(1).build();

  private OtlpReceiver receiver;
  private StubServer bedrock;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    // The builder of Spring AI's model would look for the region on the machine.
    System.setProperty(REGION, "us-east-1");
    bedrock = StubServer.start();
    bedrock.handler(BedrockApplicationTest::answer);
  }

  @AfterEach
  void stop() {
    bedrock.close();
    receiver.close();
    System.clearProperty(REGION);
  }

  @AfterAll
  static void stopEventLoops() {
    EVENT_LOOPS.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void aCallIsOneSpan() {
    try (BootApplication application =
        BootApplication.start(
            "reactive",
            List.of(Application.class, Pages.class),
            "bedrock=" + bedrock.baseUrl(),
            "openinference.endpoint=" + receiver.endpoint(),
            "openinference.batching=false")) {
      assertThat(application.context().getBean(TracedBeans.class).wrapped().get("aws-bedrock"))
          .containsExactly("bedrockRuntimeAsyncClient", "bedrockRuntimeClient");
      ChatClient client = application.context().getBean(ChatClient.class);
      assertThat(ask(client, /* stream= */ false)).isEqualTo("It is sunny.");
      assertThat(ask(client, /* stream= */ true)).isEqualTo("It is sunny.");
      assertThat(application.get("/stream")).isEqualTo("It is sunny.");
      receiver.awaitSpans(7);
    }

    List<ReceivedSpan> spans = receiver.spans();
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            CHAIN ChatClient
              LLM anthropic.claude-sonnet-4-5
            CHAIN ChatClient
              LLM anthropic.claude-sonnet-4-5
            http get /stream
              CHAIN ChatClient
                LLM anthropic.claude-sonnet-4-5
            """);
    assertThat(spans)
        .filteredOn(span -> span.name().equals(MODEL))
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .containsEntry("llm.token_count.prompt", 20L)
                    .containsEntry("llm.token_count.completion", 5L)
                    .containsEntry("llm.output_messages.0.message.content", "It is sunny."));
  }

  private static String ask(ChatClient client, boolean stream) {
    ChatClient.ChatClientRequestSpec request = client.prompt("How is the weather?");
    return stream
        ? String.join("", request.stream().content().collectList().block())
        : request.call().content();
  }

  private static StubResponse answer(StubRequest request) {
    String usage = "\"usage\":{\"inputTokens\":20,\"outputTokens\":5,\"totalTokens\":25}";
    return request.path().endsWith("stream")
        ? StubResponse.stream(
            StreamEncoding.AWS_EVENT_STREAM,
            "messageStart {\"role\":\"assistant\"}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"It is sunny.\"}}",
            "contentBlockStop {\"contentBlockIndex\":0}",
            "messageStop {\"stopReason\":\"end_turn\"}",
            "metadata {" + usage + ",\"metrics\":{\"latencyMs\":3}}")
        : StubResponse.json(
            "{\"output\":{\"message\":{\"role\":\"assistant\","
                + "\"content\":[{\"text\":\"It is sunny.\"}]}},\"stopReason\":\"end_turn\","
                + usage
                + ",\"metrics\":{\"latencyMs\":3}}");
  }

  @RestController
  static class Pages {

    private final ChatClient client;

    Pages(ChatClient client) {
      this.client = client;
    }

    @GetMapping("/stream")
    Flux<String> stream() {
      return client.prompt("How is the weather?").stream().content();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    private static final StaticCredentialsProvider CREDENTIALS =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

    @Bean
    BedrockRuntimeClient bedrockRuntimeClient(@Value("${bedrock}") URI url) {
      return BedrockRuntimeClient.builder()
          .endpointOverride(url)
          .region(Region.US_EAST_1)
          .credentialsProvider(CREDENTIALS)
          .build();
    }

    @Bean
    BedrockRuntimeAsyncClient bedrockRuntimeAsyncClient(@Value("${bedrock}") URI url) {
      return BedrockRuntimeAsyncClient.builder()
          .httpClientBuilder(
              NettyNioAsyncHttpClient.builder()
                  .eventLoopGroup(EVENT_LOOPS)
                  .protocol(Protocol.HTTP1_1))
          .endpointOverride(url)
          .region(Region.US_EAST_1)
          .credentialsProvider(CREDENTIALS)
          .build();
    }

    @Bean
    ChatClient chatClient(
        BedrockRuntimeClient client,
        BedrockRuntimeAsyncClient asyncClient,
        ObservationRegistry registry) {
      return ChatClient.create(
          BedrockProxyChatModel.builder()
              .bedrockRuntimeClient(client)
              .bedrockRuntimeAsyncClient(asyncClient)
              .defaultOptions(BedrockChatOptions.builder().model(MODEL).build())
              .observationRegistry(registry)
              .build(),
          registry);
    }
  }
}
