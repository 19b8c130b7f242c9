// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import io.openinference.examples.openaiserver.OpenAIServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the models run: at OpenAI when there is a key, else in a server of this program. */
final class ModelEndpoint implements AutoCloseable {

  private final Map<String, Object> properties;
  private final @Nullable OpenAIServer bundled;

  private ModelEndpoint(Map<String, Object> properties, @Nullable OpenAIServer bundled) {
    this.properties = properties;
    this.bundled = bundled;
  }

  static ModelEndpoint start(Map<String, String> environment) {
    Map<String, Object> properties = new LinkedHashMap<>();
    String apiKey = environment.getOrDefault("OPENAI_API_KEY", "");
    if (!apiKey.isBlank()) {
      properties.put("spring.ai.openai.api-key", apiKey);
      if (environment.containsKey("OPENAI_BASE_URL")) {
        properties.put("spring.ai.openai.base-url", environment.get("OPENAI_BASE_URL"));
      }
      return new ModelEndpoint(properties, null);
    }
    OpenAIServer server = OpenAIServer.start();
    properties.put("spring.ai.openai.api-key", "not-needed");
    properties.put("spring.ai.openai.base-url", server.baseUrl());
    return new ModelEndpoint(properties, server);
  }

  /** Returns the properties by which Spring AI finds the models. */
  Map<String, Object> properties() {
    return properties;
  }

  @Override
  public void close() {
    if (bundled != null) {
      bundled.close();
    }
  }
}
