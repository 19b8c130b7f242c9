// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
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
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.system", "openai",
                "llm.provider", "openai",
                "llm.model_name", "gpt-image-1",
                "llm.input_messages.0.message.role", "user",
                "llm.input_messages.0.message.content", "A cat.",
                "input.value", "A cat.",
                "input.mime_type", "text/plain",
                "output.images.0.image.url", "https://images.test/cat.png"),
            "llm.invocation_parameters");
  }
}
