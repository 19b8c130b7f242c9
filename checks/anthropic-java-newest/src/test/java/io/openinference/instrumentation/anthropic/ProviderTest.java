// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.aws.backends.AwsBackend;
import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.bedrock.backends.BedrockMantleBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.foundry.backends.FoundryBackend;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** The provider is the one that hosts the models, whatever proxy is in between. */
class ProviderTest {

  abstract static class AbstractProviderTest extends AbstractAnthropicTest {

    static Stream<Arguments> backends() {
      return Stream.of(
          Arguments.of("aws", "bedrock"),
          Arguments.of("aws", "mantle"),
          Arguments.of("aws", "platform"),
          Arguments.of("google", "vertex"),
          Arguments.of("azure", "foundry"));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void ofBackend(String provider, String backend) {
      answer(Scenario.ANSWER);
      AnthropicClient client =
          traced(AnthropicOkHttpClient.builder().backend(backend(backend)).maxRetries(0).build());

      client.messages().create(Params.of(Scenario.REQUEST));

      Scenario.of(backend).has("llm.provider", provider).verify(span(), "messages.create");
      client.close();
    }

    /** Bedrock has frames of AWS, which the library turns into server-sent events. */
    private AnthropicClient streamingFromBedrock() {
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (String event : Events.of(Scenario.ANSWER)) {
        String bytes = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        frames.writeBytes(
            StreamEncoding.AWS_EVENT_STREAM.encode("chunk {\"bytes\": \"" + bytes + "\"}"));
      }
      server.handler(
          request ->
              StubResponse.of(
                      200, StreamEncoding.AWS_EVENT_STREAM.contentType(), frames.toByteArray())
                  .withHeader("x-amzn-bedrock-content-type", "application/json"));
      return traced(
          AnthropicOkHttpClient.builder().backend(backend("bedrock")).maxRetries(0).build());
    }

    @Test
    void streamOfBedrock() {
      AnthropicClient client = streamingFromBedrock();

      try (StreamResponse<?> stream =
          client.messages().createStreaming(Params.of(Scenario.REQUEST))) {
        assertThat(stream.stream()).hasSize(Events.of(Scenario.ANSWER).length);
      }

      Scenario.of("stream").has("llm.provider", "aws").verify(span(), "messages.stream");
      client.close();
    }

    @Test
    void rawStreamOfBedrock() throws IOException {
      AnthropicClient client = streamingFromBedrock();

      try (HttpResponse response =
          client.messages().withRawResponse().createStreaming(Params.of(Scenario.REQUEST))) {
        response.body().readAllBytes();
      }

      Scenario.of("raw").has("llm.provider", "aws").verify(span(), "messages.stream");
      client.close();
    }

    private Backend backend(String name) {
      return switch (name) {
        case "bedrock" ->
            BedrockBackend.builder()
                .apiKey("test-key")
                .region(Region.US_EAST_1)
                .baseUrl(server.baseUrl())
                .build();
        case "mantle" ->
            BedrockMantleBackend.builder()
                .apiKey("test-key")
                .region(Region.US_EAST_1)
                .baseUrl(server.baseUrl())
                .build();
        case "platform" ->
            AwsBackend.builder()
                .apiKey("test-key")
                .workspaceId("test")
                .region(Region.US_EAST_1)
                .baseUrl(server.baseUrl())
                .build();
        case "vertex" ->
            VertexBackend.builder()
                .googleCredentials(
                    GoogleCredentials.create(
                        new AccessToken(
                            "test-key", new Date(System.currentTimeMillis() + 3_600_000))))
                .region("us-east5")
                .project("test")
                .baseUrl(server.baseUrl())
                .build();
        default -> FoundryBackend.builder().apiKey("test-key").baseUrl(server.baseUrl()).build();
      };
    }

    static Stream<Arguments> hosts() {
      return Stream.of(
          Arguments.of("https://api.anthropic.com", "anthropic"),
          Arguments.of("https://bedrock-runtime.eu-west-1.amazonaws.com", "aws"),
          Arguments.of("https://us-east5-aiplatform.googleapis.com/v1", "google"),
          Arguments.of("https://acme.services.ai.azure.com/anthropic", "azure"),
          Arguments.of("https://gateway.example.org", "anthropic"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void ofHost(String baseUrl, String provider) {
      AnthropicClient client =
          AnthropicOkHttpClient.builder().apiKey("test-key").baseUrl(baseUrl).build();

      assertThat(Providers.of(client).value()).isEqualTo(provider);
      client.close();
    }
  }

  @Nested
  class Wrapped extends AbstractProviderTest {}

  @Nested
  class Instrumented extends AbstractProviderTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }
}
