// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.gradle;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AskTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void tracesTheQuestion() {
    try (StubServer server = StubServer.start()) {
      server.enqueue(
          StubResponse.json(
              """
              {"id":"1","object":"chat.completion","created":1,"model":"gpt-4o-mini-2024-07-18",
               "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
                 "message":{"role":"assistant","content":"A unit of work.","refusal":null}}],
               "usage":{"prompt_tokens":5,"completion_tokens":4,"total_tokens":9}}\
              """));

      String answer =
          Ask.answer(
              telemetry.openTelemetry(),
              OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("none").build(),
              "What is a span?");

      assertEquals("A unit of work.", answer);
      assertThat(telemetry.trace()).hasTree("CHAIN ask\n  LLM ChatCompletion");
    }
  }
}
