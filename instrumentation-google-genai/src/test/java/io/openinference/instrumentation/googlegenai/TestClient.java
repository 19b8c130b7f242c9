// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;

/** The options of a client, which is made for each use: options are what is wrapped. */
record TestClient(String baseUrl, ClientOptions options) {

  static TestClient of(String baseUrl) {
    return new TestClient(baseUrl, ClientOptions.builder().build());
  }

  TestClient wrap(GoogleGenAIInstrumentor instrumentor) {
    return new TestClient(baseUrl, instrumentor.wrap(options));
  }

  /** Returns a client of the Gemini API. */
  Client gemini() {
    return Client.builder()
        .apiKey("test-key")
        .clientOptions(options)
        .httpOptions(
            HttpOptions.builder()
                .baseUrl(baseUrl)
                .retryOptions(retries().attempts(1).build())
                .build())
        .build();
  }

  /** Returns a client of Vertex AI, with an API key. */
  Client vertex() {
    return Client.builder()
        .apiKey("test-key")
        .vertexAI(true)
        .clientOptions(options)
        .httpOptions(HttpOptions.builder().baseUrl(baseUrl).retryOptions(retries().build()).build())
        .build();
  }

  /** Returns retries that do not wait for seconds, as those of the library do. */
  private static HttpRetryOptions.Builder retries() {
    return HttpRetryOptions.builder().initialDelay(0.01).maxDelay(0.01);
  }
}
