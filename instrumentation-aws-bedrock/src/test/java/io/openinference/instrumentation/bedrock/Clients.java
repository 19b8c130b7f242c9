// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Makes clients of a local server. */
final class Clients {

  /** One for all tests, because each has threads of its own. It speaks HTTP/2 by default. */
  private static final SdkAsyncHttpClient ASYNC =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).maxConcurrency(200).build();

  static BedrockRuntimeClient sync(String url, int retries) {
    return configured(BedrockRuntimeClient.builder(), url, retries).build();
  }

  /** Returns a client with an interceptor of the application. */
  static BedrockRuntimeClient sync(String url, ExecutionInterceptor interceptor) {
    return with(interceptor, configured(BedrockRuntimeClient.builder(), url, 0)).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B with(
      ExecutionInterceptor interceptor, B builder) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder().addExecutionInterceptor(interceptor).build());
  }

  static BedrockRuntimeAsyncClient async(String url, int retries) {
    return configured(BedrockRuntimeAsyncClient.builder(), url, retries).httpClient(ASYNC).build();
  }

  /** Returns a client of a server in memory. */
  static BedrockRuntimeClient sync(MemoryHttp http) {
    return configured(BedrockRuntimeClient.builder(), "http://localhost", 0)
        .httpClient(http.sync())
        .build();
  }

  /** Returns a client of a server in memory. */
  static BedrockRuntimeAsyncClient async(MemoryHttp http) {
    return configured(BedrockRuntimeAsyncClient.builder(), "http://localhost", 0)
        .httpClient(http.async())
        .build();
  }

  /** Returns a client of a server in memory, with an interceptor of the application. */
  static BedrockRuntimeClient sync(MemoryHttp http, ExecutionInterceptor interceptor) {
    return with(interceptor, configured(BedrockRuntimeClient.builder(), "http://localhost", 0))
        .httpClient(http.sync())
        .build();
  }

  /** Returns a client of a server in memory, with an interceptor of the application. */
  static BedrockRuntimeAsyncClient async(MemoryHttp http, ExecutionInterceptor interceptor) {
    return with(interceptor, configured(BedrockRuntimeAsyncClient.builder(), "http://localhost", 0))
        .httpClient(http.async())
        .build();
  }

  static BedrockAgentRuntimeClient agents(String url) {
    return configured(BedrockAgentRuntimeClient.builder(), url, 0).build();
  }

  static BedrockAgentRuntimeAsyncClient asyncAgents(String url, int retries) {
    return configured(BedrockAgentRuntimeAsyncClient.builder(), url, retries)
        .httpClient(ASYNC)
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, String url, int retries) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(
            config ->
                config.retryStrategy(
                    software.amazon.awssdk.awscore.retry.AwsRetryStrategy.forRetryMode(
                            RetryMode.STANDARD)
                        .toBuilder()
                        .maxAttempts(retries + 1)
                        .backoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .build()));
  }

  private Clients() {}
}
