// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.openinference.instrumentation.googlegenai.GoogleGenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.util.Iterator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The clients of Anthropic, Google and Amazon Bedrock, and their calls. */
record Providers(
    String baseUrl,
    AnthropicClient anthropic,
    ClientOptions googleOptions,
    Client google,
    BedrockRuntimeClient bedrock,
    BedrockRuntimeAsyncClient bedrockAsync) {

  private static final String CLAUDE = "claude-sonnet-4-5";
  private static final String GEMINI = "gemini-2.5-flash";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final int FIRST_CHUNKS = 5;
  private static final int MAX_CONNECTIONS = 200;

  static Providers untraced(String baseUrl) {
    ClientOptions options = ClientOptions.builder().build();
    return new Providers(
        baseUrl,
        AnthropicOkHttpClient.builder().apiKey("key").baseUrl(baseUrl).maxRetries(0).build(),
        options,
        google(baseUrl, options),
        configured(BedrockRuntimeClient.builder(), baseUrl).build(),
        configured(BedrockRuntimeAsyncClient.builder(), baseUrl)
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .protocol(Protocol.HTTP1_1)
                    .maxConcurrency(MAX_CONNECTIONS))
            .build());
  }

  private static Client google(String baseUrl, ClientOptions options) {
    return Client.builder()
        .apiKey("key")
        .clientOptions(options)
        .httpOptions(
            HttpOptions.builder()
                .baseUrl(baseUrl)
                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                .build())
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, String url) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  /** Returns the same clients, traced. */
  Providers traced(OpenTelemetry openTelemetry) {
    ClientOptions options = GoogleGenAIInstrumentor.create(openTelemetry).wrap(googleOptions);
    BedrockInstrumentor instrumentor = BedrockInstrumentor.create(openTelemetry);
    return new Providers(
        baseUrl,
        AnthropicInstrumentor.create(openTelemetry).wrap(anthropic),
        options,
        google(baseUrl, options),
        instrumentor.wrap(bedrock),
        instrumentor.wrap(bedrockAsync));
  }

  void callAnthropic(String prompt) {
    anthropic.messages().create(params(prompt));
  }

  void streamAnthropic(String prompt, boolean early) {
    try (StreamResponse<RawMessageStreamEvent> stream =
        anthropic.messages().createStreaming(params(prompt))) {
      read(stream.stream().iterator(), early);
    }
  }

  private static MessageCreateParams params(String prompt) {
    return MessageCreateParams.builder()
        .model(CLAUDE)
        .maxTokens(100)
        .addUserMessage(prompt)
        .build();
  }

  void callGoogle(String prompt) {
    google.models.generateContent(GEMINI, prompt, GenerateContentConfig.builder().build());
  }

  void streamGoogle(String prompt, boolean early) {
    try (ResponseStream<GenerateContentResponse> stream =
        google.models.generateContentStream(
            GEMINI, prompt, GenerateContentConfig.builder().build())) {
      read(stream.iterator(), early);
    }
  }

  private static void read(Iterator<?> events, boolean early) {
    for (int i = 0; (!early || i < FIRST_CHUNKS) && events.hasNext(); i++) {
      events.next();
    }
  }

  void callBedrock(String prompt) {
    bedrock.converse(request -> request.modelId(NOVA).messages(message(prompt)));
  }

  void streamBedrock(String prompt) {
    bedrockAsync
        .converseStream(
            request -> request.modelId(NOVA).messages(message(prompt)),
            ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
        .join();
  }

  private static Message message(String prompt) {
    return Message.builder().role("user").content(ContentBlock.fromText(prompt)).build();
  }
}
