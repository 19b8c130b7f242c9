// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
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
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.openai.api.OpenAiImageApi;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.retry.support.RetryTemplate;

/**
 * Makes the models of the oldest supported release. The tests of the newest release have another
 * class of this name.
 */
final class Models {

  /** No constant, which the compiler would copy into the tests. */
  static final boolean IS_SPRING_AI_2 = Boolean.FALSE;

  /** The parameters of the chat model. */
  static final String PARAMETERS =
      """
      {"max_completion_tokens":100,"stream_options":{"include_usage":true},"temperature":0.5}\
      """;

  /** Returns a builder of clients; their models run the tools. */
  static ChatClient.Builder client(
      ChatModel model, ObservationRegistry registry, ToolCallingManager tools) {
    return ChatClient.builder(model, registry, null, null);
  }

  /** Returns a model whose tools the manager runs. */
  static ChatModel chat(
      String baseUrl, ObservationRegistry registry, ToolCallingManager tools, int attempts) {
    return OpenAiChatModel.builder()
        .openAiApi(api(baseUrl))
        .defaultOptions(
            OpenAiChatOptions.builder()
                .model("gpt-5-mini")
                .temperature(0.5)
                .maxCompletionTokens(100)
                .streamUsage(true)
                .build())
        .retryTemplate(retry(attempts))
        .observationRegistry(registry)
        .toolCallingManager(tools)
        .build();
  }

  /** Returns options with fields that the library does not know. */
  static ChatOptions withAddedFields(Map<String, Object> fields) {
    return OpenAiChatOptions.builder().model("gpt-5-mini").extraBody(fields).build();
  }

  /** Returns options for tools that the application runs itself. */
  static ChatOptions withoutInnerLoop(ToolCallback... tools) {
    return OpenAiChatOptions.builder()
        .model("gpt-5-mini")
        .toolCallbacks(tools)
        .internalToolExecutionEnabled(false)
        .build();
  }

  static EmbeddingModel embedding(String baseUrl, ObservationRegistry registry) {
    return new OpenAiEmbeddingModel(
        api(baseUrl),
        MetadataMode.EMBED,
        OpenAiEmbeddingOptions.builder().model("text-embedding-3-small").dimensions(2).build(),
        retry(1),
        registry);
  }

  static ImageModel image(String baseUrl, ObservationRegistry registry) {
    return new OpenAiImageModel(
        OpenAiImageApi.builder().baseUrl(baseUrl).apiKey("test-key").build(),
        OpenAiImageOptions.builder().model("gpt-image-1").width(1024).height(1024).build(),
        retry(1),
        registry);
  }

  private static OpenAiApi api(String baseUrl) {
    return OpenAiApi.builder().baseUrl(baseUrl).apiKey("test-key").build();
  }

  private static RetryTemplate retry(int attempts) {
    return RetryTemplate.builder().maxAttempts(attempts).fixedBackoff(1).build();
  }

  private Models() {}
}
