// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.StubResponse;
import org.junit.jupiter.api.Test;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;

/** Models that make images. */
class ImageTest extends AbstractSpringAITest {

  @Test
  void recordsAnImage() {
    server.enqueue(
        StubResponse.json(
            "{\"created\":1700000000,\"data\":[{\"url\":\"https://images.test/cat.png\"}]}"));

    // The observation has the options of the request, and not those of the model.
    Models.image(server.baseUrl(), registry)
        .call(
            new ImagePrompt("A cat.", ImageOptionsBuilder.builder().model("gpt-image-1").build()));

    assertThat(telemetry.trace()).hasTree("LLM gpt-image-1\n");
    assertThat(telemetry.trace().root())
        .hasAttribute("llm.model_name", "gpt-image-1")
        .hasAttribute("llm.input_messages.0.message.content", "A cat.")
        .hasAttribute("output.images.0.image.url", "https://images.test/cat.png");
  }
}
