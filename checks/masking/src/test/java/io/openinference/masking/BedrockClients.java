// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The clients of Amazon Bedrock for a local server. */
final class BedrockClients implements AutoCloseable {

  private final SdkAsyncHttpClient http =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
  private final BedrockRuntimeClient sync;
  private final BedrockRuntimeAsyncClient async;
  private final BedrockAgentRuntimeClient agents;
  private final BedrockAgentRuntimeAsyncClient agentsAsync;

  BedrockClients(String url) {
    sync = configured(BedrockRuntimeClient.builder(), url).build();
    async = configured(BedrockRuntimeAsyncClient.builder().httpClient(http), url).build();
    agents = configured(BedrockAgentRuntimeClient.builder(), url).build();
    agentsAsync =
        configured(BedrockAgentRuntimeAsyncClient.builder().httpClient(http), url).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, String url) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  BedrockRuntimeClient sync() {
    return sync;
  }

  BedrockRuntimeAsyncClient async() {
    return async;
  }

  BedrockAgentRuntimeClient agents() {
    return agents;
  }

  BedrockAgentRuntimeAsyncClient agentsAsync() {
    return agentsAsync;
  }

  @Override
  public void close() {
    sync.close();
    async.close();
    agents.close();
    agentsAsync.close();
    http.close();
  }
}
