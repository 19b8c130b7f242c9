// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.openinference.examples.openaiserver.OpenAIServer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the models run: at OpenAI when there is a key, else in a server of this program. */
final class ModelEndpoint implements AutoCloseable {

  private static final String MODEL = "gpt-4o-mini";

  private final @Nullable String baseUrl;
  private final String apiKey;
  private final @Nullable OpenAIServer bundled;

  private ModelEndpoint(@Nullable String baseUrl, String apiKey, @Nullable OpenAIServer bundled) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.bundled = bundled;
  }

  static ModelEndpoint start(Map<String, String> environment) {
    String apiKey = environment.getOrDefault("OPENAI_API_KEY", "");
    if (!apiKey.isBlank()) {
      return new ModelEndpoint(environment.get("OPENAI_BASE_URL"), apiKey, null);
    }
    OpenAIServer server = OpenAIServer.start();
    return new ModelEndpoint(server.baseUrl(), "not-needed", server);
  }

  ChatModel chatModel() {
    return OpenAiChatModel.builder().baseUrl(baseUrl).apiKey(apiKey).modelName(MODEL).build();
  }

  StreamingChatModel streamingChatModel() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName(MODEL)
        .build();
  }

  /**
   * Writes what the bundled server billed, as JSON by path, to the file in {@code
   * RAG_AGENT_USAGE_FILE}, so that a test can compare the tokens in the spans with it.
   */
  void writeUsage(Map<String, String> environment) {
    String file = environment.get("RAG_AGENT_USAGE_FILE");
    if (file != null && bundled != null) {
      bundled.writeUsage(Path.of(file));
    }
  }

  @Override
  public void close() {
    if (bundled != null) {
      bundled.close();
    }
  }
}
