// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.examples.openaiserver.OpenAIServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the models run: at OpenAI when there is a key, else in a server of this program. */
final class Models implements AutoCloseable {

  private final OpenAIClient client;
  private final @Nullable OpenAIServer bundled;

  private Models(OpenAIClient client, @Nullable OpenAIServer bundled) {
    this.client = client;
    this.bundled = bundled;
  }

  static Models start(Map<String, String> environment) {
    if (!environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
      return new Models(OpenAIOkHttpClient.fromEnv(), null);
    }
    OpenAIServer server = OpenAIServer.start();
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("not-needed").build();
    return new Models(client, server);
  }

  OpenAIClient client() {
    return client;
  }

  /** Returns whether the model can judge. The bundled one only repeats sentences. */
  boolean canJudge() {
    return bundled == null;
  }

  @Override
  public void close() {
    client.close();
    if (bundled != null) {
      bundled.close();
    }
  }
}
