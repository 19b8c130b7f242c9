// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.openai.OpenAiImageModel;
import org.springframework.ai.openai.OpenAiImageOptions;
import org.springframework.ai.tool.ToolCallback;

/** Makes the models of the newest release, in place of the module's class of this name. */
final class Models {

  /** No constant, which the compiler would copy into the tests. */
  static final boolean IS_SPRING_AI_2 = Boolean.TRUE;

  /** The parameters of the chat model. */
  static final String PARAMETERS =
      """
      {"max_completion_tokens":100,"stream_options":{"include_usage":true},"temperature":0.5}\
      """;

  /** Returns a builder of clients whose tools the manager runs. */
  static ChatClient.Builder client(
      ChatModel model, ObservationRegistry registry, ToolCallingManager tools) {
    return ChatClient.builder(
        model, registry, null, null, ToolCallingAdvisor.builder().toolCallingManager(tools));
  }

  /** Returns a model, which leaves tools to the client. */
  static ChatModel chat(
      String baseUrl, ObservationRegistry registry, ToolCallingManager tools, int attempts) {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(baseUrl + "/v1")
                .apiKey("test-key")
                .maxRetries(attempts - 1)
                .timeout(Duration.ofSeconds(10))
                .model("gpt-5-mini")
                .temperature(0.5)
                .maxCompletionTokens(100)
                .streamOptions(OpenAiChatOptions.StreamOptions.builder().includeUsage(true).build())
                .build())
        .observationRegistry(registry)
        .build();
  }

  /** Returns options with fields that the library does not know. */
  static ChatOptions withAddedFields(Map<String, Object> fields) {
    return OpenAiChatOptions.builder().model("gpt-5-mini").extraBody(fields).build();
  }

  /** Returns options for tools that the application runs itself. */
  static ChatOptions withoutInnerLoop(ToolCallback... tools) {
    return OpenAiChatOptions.builder().model("gpt-5-mini").toolCallbacks(tools).build();
  }

  static EmbeddingModel embedding(String baseUrl, ObservationRegistry registry) {
    return OpenAiEmbeddingModel.builder()
        .options(
            OpenAiEmbeddingOptions.builder()
                .baseUrl(baseUrl + "/v1")
                .apiKey("test-key")
                .maxRetries(0)
                .model("text-embedding-3-small")
                .dimensions(2)
                .build())
        .metadataMode(MetadataMode.EMBED)
        .observationRegistry(registry)
        .build();
  }

  static ImageModel image(String baseUrl, ObservationRegistry registry) {
    return OpenAiImageModel.builder()
        .options(
            OpenAiImageOptions.builder()
                .baseUrl(baseUrl + "/v1")
                .apiKey("test-key")
                .maxRetries(0)
                .model("gpt-image-1")
                .width(1024)
                .height(1024)
                .build())
        .observationRegistry(registry)
        .build();
  }

  private Models() {}
}
