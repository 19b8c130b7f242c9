// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import io.openinference.testing.contract.Door;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many servers speak OpenAI's protocol: the address of a model tells whose server it is. */
class ModelOriginTest extends ApplicationTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, gpt-4o, openai, openai",
    "https://api.groq.com/openai/v1, llama-3.3-70b-versatile, groq, meta",
    "https://api.deepseek.com, deepseek-chat, deepseek, deepseek",
    "https://api.together.xyz/v1, mistral-small, together, mistralai",
    "https://api.x.ai/v1, grok-4, xai, xai",
    "https://bedrock-mantle.us-east-1.api.aws/v1, openai.gpt-oss-120b, aws, openai",
    "http://localhost:8000/v1, my-model, openai, openai"
  })
  void isToldByTheAddress(String url, String modelName, String provider, String system) {
    open(Door.ofRun());

    TracedParts.traced(
            door,
            OpenAiChatModel.builder()
                .httpClientBuilder(
                    new CannedClient(
                        """
                        {"id": "c1", "model": "%s", "choices": [{"index": 0,
                         "message": {"role": "assistant", "content": "Hello!"}}]}
                        """
                            .formatted(modelName)))
                .baseUrl(url)
                .apiKey("key")
                .modelName(modelName)
                .maxRetries(0)
                .build(),
            instrumentor)
        .chat(UserMessage.from("Hi"));

    assertThat(telemetry.spans().get(0))
        .hasAttribute("llm.provider", provider)
        .hasAttribute("llm.system", system);
  }

  @Test
  void isToldOfAnImageModel() {
    open(Door.ofRun());
    ImageModel model =
        OpenAiImageModel.builder()
            .httpClientBuilder(new CannedClient("{\"data\": [{\"b64_json\": \"aW1hZ2U=\"}]}"))
            .baseUrl("https://api.openai.com/v1")
            .apiKey("key")
            .modelName("gpt-image-1")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).generate("a square");

    assertThat(telemetry.spans().get(0))
        .hasAttribute("llm.provider", "openai")
        .hasAttribute("llm.system", "openai")
        .hasAttribute("llm.model_name", "gpt-image-1")
        .hasAttribute("output.images.0.image.url", "data:image/png;base64,aW1hZ2U=");
  }

  /** Answers without a connection; builds itself. */
  private static final class CannedClient implements HttpClientBuilder, HttpClient {

    private final String answer;

    CannedClient(String answer) {
      this.answer = answer;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      return SuccessfulHttpResponse.builder().statusCode(200).body(answer).build();
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return this;
    }
  }
}
