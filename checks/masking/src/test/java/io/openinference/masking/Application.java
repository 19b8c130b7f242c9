// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.google.genai.HttpApiClient;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.Blob;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.openinference.instrumentation.googleadk.GoogleAdkInstrumentor;
import io.openinference.instrumentation.googlegenai.GoogleGenAIInstrumentor;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.instrumentation.mcp.McpInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The traced application with the settings under test, and the collector of its spans. */
final class Application implements AutoCloseable {

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final StubServer server = StubServer.start();
  private final OpenInferenceSdk sdk =
      OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build();
  private final OpenAIClient openAI =
      OpenAIOkHttpClient.builder().apiKey("key").baseUrl(server.baseUrl()).maxRetries(0).build();
  private final AnthropicClient anthropic =
      AnthropicOkHttpClient.builder().apiKey("key").baseUrl(server.baseUrl()).maxRetries(0).build();
  private final BedrockClients bedrock = new BedrockClients(server.baseUrl());
  private final List<Blob> uploads = new CopyOnWriteArrayList<>();
  private TraceConfig config = TraceConfig.builder().build();

  /** Sets what to hide from now on. */
  void configure(TraceConfig config) {
    this.config = config;
  }

  /** Takes a blob as an uploader, and gives an address that tells nothing of it. */
  String upload(Blob blob) {
    uploads.add(blob);
    return "https://blobs.example/" + uploads.size();
  }

  /** Takes what was uploaded, one character for each byte. */
  String uploadedBytes() {
    String bytes =
        uploads.stream()
            .map(blob -> new String(blob.data(), ISO_8859_1))
            .collect(Collectors.joining("\n"));
    uploads.clear();
    return bytes;
  }

  OpenInferenceTracer tracer() {
    return OpenInferenceTracer.builder(sdk.openTelemetry()).config(config).build();
  }

  OpenAIClient openAI() {
    return OpenAIInstrumentor.builder(sdk.openTelemetry()).config(config).build().wrap(openAI);
  }

  AnthropicClient anthropic() {
    return AnthropicInstrumentor.builder(sdk.openTelemetry())
        .config(config)
        .build()
        .wrap(anthropic);
  }

  HttpApiClient google() {
    ClientOptions options =
        GoogleGenAIInstrumentor.builder(sdk.openTelemetry())
            .config(config)
            .build()
            .wrap(ClientOptions.builder().build());
    return new HttpApiClient(
        Optional.of("key"),
        Optional.of(
            HttpOptions.builder()
                .baseUrl(server.baseUrl())
                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                .build()),
        Optional.of(options));
  }

  BedrockRuntimeClient bedrock() {
    return bedrockInstrumentor().wrap(bedrock.sync());
  }

  BedrockRuntimeAsyncClient bedrockAsync() {
    return bedrockInstrumentor().wrap(bedrock.async());
  }

  BedrockAgentRuntimeClient agents() {
    return bedrockInstrumentor().wrap(bedrock.agents());
  }

  BedrockAgentRuntimeAsyncClient agentsAsync() {
    return bedrockInstrumentor().wrap(bedrock.agentsAsync());
  }

  private BedrockInstrumentor bedrockInstrumentor() {
    return BedrockInstrumentor.builder(sdk.openTelemetry()).config(config).build();
  }

  LangChain4jInstrumentor langChain4j() {
    return LangChain4jInstrumentor.builder(sdk.openTelemetry()).config(config).build();
  }

  McpInstrumentor mcp() {
    return McpInstrumentor.builder(sdk.openTelemetry()).config(config).build();
  }

  GoogleAdkInstrumentor googleAdk() {
    return GoogleAdkInstrumentor.builder(sdk.openTelemetry()).config(config).build();
  }

  SpringAIInstrumentor springAI() {
    return SpringAIInstrumentor.builder(sdk.openTelemetry()).config(config).build();
  }

  /** Sets what the model's server answers. */
  void answer(StubResponse response) {
    server.handler(request -> response);
  }

  /** Sends all spans that have ended, and takes what arrived at the collector. */
  List<ReceivedRequest> export() {
    if (!sdk.flush()) {
      throw new IllegalStateException("Not all spans were sent");
    }
    List<ReceivedRequest> requests = receiver.requests();
    receiver.clear();
    return requests;
  }

  /** Returns paths, headers and uncompressed bodies, one character for each byte. */
  static String bytes(List<ReceivedRequest> requests) {
    return requests.stream()
        .map(request -> request.path() + request.headers() + new String(request.body(), ISO_8859_1))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    sdk.close();
    openAI.close();
    anthropic.close();
    bedrock.close();
    server.close();
    receiver.close();
  }
}
