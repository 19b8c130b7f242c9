// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.examples.openaiserver.OpenAIServer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the models run: at OpenAI when there is a key, else in a server of this program. */
final class ModelServer implements AutoCloseable {

  private final OpenAIClient client;
  private final @Nullable OpenAIServer bundled;

  private ModelServer(OpenAIClient client, @Nullable OpenAIServer bundled) {
    this.client = client;
    this.bundled = bundled;
  }

  static ModelServer start(Map<String, String> environment) {
    if (!environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
      // Takes OPENAI_BASE_URL too.
      return new ModelServer(OpenAIOkHttpClient.fromEnv(), null);
    }
    OpenAIServer server = OpenAIServer.start();
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("not-needed").build();
    return new ModelServer(client, server);
  }

  OpenAIClient client() {
    return client;
  }

  /**
   * Writes what the bundled server billed, as JSON by path, to the file in {@code
   * QUICKSTART_USAGE_FILE}, so that a test can compare the tokens in the spans with it.
   */
  void writeUsage(Map<String, String> environment) {
    String file = environment.get("QUICKSTART_USAGE_FILE");
    if (file == null || bundled == null) {
      return;
    }
    bundled.writeUsage(Path.of(file));
  }

  @Override
  public void close() {
    client.close();
    if (bundled != null) {
      bundled.close();
    }
  }
}
