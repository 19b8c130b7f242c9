// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.openinference.testing.StreamEncoding;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Malformed bodies and frames of Amazon Bedrock. */
class BedrockFuzzTest extends AbstractExchangeFuzzTest {

  private BedrockRuntimeClient sync;
  private BedrockRuntimeAsyncClient async;
  private BedrockAgentRuntimeAsyncClient agents;

  BedrockFuzzTest() {
    super(
        Sample.of(
            "bedrock",
            "converse",
            "error-in-stream",
            "claude",
            "nova",
            "chat",
            "titan",
            "llama",
            "mistral",
            "cohere",
            "images",
            "titan-embeddings",
            "cohere-embeddings",
            "rerank",
            "agent"),
        StreamEncoding.AWS_EVENT_STREAM);
  }

  @Override
  void open(String baseUrl) {
    sync = configured(BedrockRuntimeClient.builder(), baseUrl).build();
    async =
        configured(BedrockRuntimeAsyncClient.builder(), baseUrl)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .build();
    agents =
        configured(BedrockAgentRuntimeAsyncClient.builder(), baseUrl)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
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

  @Override
  void close() {
    sync.close();
    async.close();
    agents.close();
  }

  /** An event is an object with one field, which names it. A model's own events are chunks. */
  @Override
  String event(Sample sample, Object event) {
    String json = Corpus.write(event);
    if (sample.api().equals("model")) {
      String bytes = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
      return "chunk {\"bytes\":\"" + bytes + "\"}";
    }
    if (event instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> field = map.entrySet().iterator().next();
      String type = field.getKey().toString().replaceAll("[^A-Za-z]", "");
      return type + " " + Corpus.write(field.getValue());
    }
    return "unknown " + json;
  }

  @Override
  void call(
      Sample sample,
      Way way,
      Map<String, Object> request,
      OpenTelemetry openTelemetry,
      TraceConfig config,
      Consumer<Object> seen)
      throws Exception {
    // How many events come before a failure is a race inside of the SDK.
    List<Object> events = Collections.synchronizedList(new ArrayList<>());
    BedrockInstrumentor instrumentor =
        openTelemetry == null
            ? null
            : BedrockInstrumentor.builder(openTelemetry).config(config).build();
    BedrockRuntimeClient one = instrumentor == null ? sync : instrumentor.wrap(sync);
    BedrockRuntimeAsyncClient other = instrumentor == null ? async : instrumentor.wrap(async);
    switch (sample.api()) {
      case "converse" -> converse(one, other, sample, way, events::add);
      case "agent" ->
          invokeAgent(instrumentor == null ? agents : instrumentor.wrap(agents), events::add);
      default -> invoke(one, other, sample, way, Corpus.write(request), events::add);
    }
    events.forEach(seen);
  }

  private static void converse(
      BedrockRuntimeClient sync,
      BedrockRuntimeAsyncClient async,
      Sample sample,
      Way way,
      Consumer<Object> seen)
      throws Exception {
    Message message =
        Message.builder().role("user").content(ContentBlock.fromText("How deep?")).build();
    if (way.isStream()) {
      async
          .converseStream(
              request -> request.modelId(sample.model()).messages(message),
              ConverseStreamResponseHandler.builder()
                  .onEventStream(events -> events.subscribe(event -> seen.accept(event.toString())))
                  .build())
          .get();
      return;
    }
    ConverseRequest request =
        ConverseRequest.builder().modelId(sample.model()).messages(message).build();
    seen.accept(
        (way.isAsync() ? async.converse(request).get() : sync.converse(request)).toString());
  }

  private static void invoke(
      BedrockRuntimeClient sync,
      BedrockRuntimeAsyncClient async,
      Sample sample,
      Way way,
      String json,
      Consumer<Object> seen)
      throws Exception {
    SdkBytes body = SdkBytes.fromUtf8String(json);
    if (way.isStream()) {
      async
          .invokeModelWithResponseStream(
              request -> request.modelId(sample.model()).body(body),
              InvokeModelWithResponseStreamResponseHandler.builder()
                  .onEventStream(
                      events -> events.subscribe(event -> seen.accept(event.sdkEventType())))
                  .build())
          .get();
      return;
    }
    InvokeModelRequest request =
        InvokeModelRequest.builder().modelId(sample.model()).body(body).build();
    seen.accept(
        (way.isAsync() ? async.invokeModel(request).get() : sync.invokeModel(request))
            .body()
            .asByteArrayUnsafe()
            .length);
  }

  private static void invokeAgent(BedrockAgentRuntimeAsyncClient agents, Consumer<Object> seen)
      throws Exception {
    agents
        .invokeAgent(
            request -> request.agentId("a").agentAliasId("b").sessionId("s").inputText("How deep?"),
            InvokeAgentResponseHandler.builder()
                .onEventStream(
                    events -> events.subscribe(event -> seen.accept(event.sdkEventType())))
                .build())
        .get();
  }
}
