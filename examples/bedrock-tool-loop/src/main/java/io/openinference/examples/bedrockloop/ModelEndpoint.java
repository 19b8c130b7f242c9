// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.bedrockloop;

import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Amazon Bedrock, or a server of this program that speaks its protocol. */
final class ModelEndpoint implements AutoCloseable {

  private static final List<String> CREDENTIALS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_BEARER_TOKEN_BEDROCK");

  private static final String START = "messageStart {\"role\":\"assistant\"}";
  private static final String THOUGHT =
      """
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"%s"}}}""";
  private static final String SIGNATURE =
      """
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}""";
  private static final String CALL =
      """
      contentBlockStart {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"track_parcel"}}}""";
  private static final String ARGUMENTS =
      """
      contentBlockDelta {"contentBlockIndex":1,"delta":{"toolUse":{"input":"%s"}}}""";
  private static final String TEXT =
      """
      contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"%s"}}""";
  private static final String STOP =
      """
      messageStop {"stopReason":"%s"}""";
  private static final String USAGE =
      """
      metadata {"usage":{"inputTokens":%d,"outputTokens":%d,"totalTokens":%d,"cacheReadInputTokens":400,"cacheWriteInputTokens":0},"metrics":{"latencyMs":1}}""";

  private final @Nullable StubServer server;
  private final BedrockRuntimeAsyncClient client;

  private ModelEndpoint(@Nullable StubServer server, BedrockRuntimeAsyncClient client) {
    this.server = server;
    this.client = client;
  }

  static ModelEndpoint start(Map<String, String> environment) {
    if (CREDENTIALS.stream().anyMatch(environment::containsKey)) {
      return new ModelEndpoint(null, BedrockRuntimeAsyncClient.create());
    }
    StubServer server = StubServer.start().handler(ModelEndpoint::answer);
    return new ModelEndpoint(server, client(server.baseUrl()));
  }

  private static BedrockRuntimeAsyncClient client(String url) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
        // The bundled server speaks no HTTP/2.
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
        .build();
  }

  /** Calls the tool, and answers once the request has its result. */
  private static StubResponse answer(StubRequest request) {
    return request.bodyText().contains("toolResult")
        ? StubResponse.stream(
            StreamEncoding.AWS_EVENT_STREAM,
            START,
            TEXT.formatted("Your parcel "),
            TEXT.formatted("is in Oslo."),
            STOP.formatted("end_turn"),
            USAGE.formatted(212, 11, 623))
        : StubResponse.stream(
            StreamEncoding.AWS_EVENT_STREAM,
            START,
            THOUGHT.formatted("I need "),
            THOUGHT.formatted("the tool."),
            SIGNATURE,
            CALL,
            ARGUMENTS.formatted("{\\\"number\\\": "),
            ARGUMENTS.formatted("\\\"P-1042\\\"}"),
            STOP.formatted("tool_use"),
            USAGE.formatted(140, 34, 574));
  }

  BedrockRuntimeAsyncClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
