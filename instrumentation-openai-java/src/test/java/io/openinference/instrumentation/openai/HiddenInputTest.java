// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.semconv.LlmAttributes;
import io.openinference.testing.StubResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings hide the user's text in every place of a request that can hold it. */
class HiddenInputTest extends AbstractOpenAITest {

  private static final String SECRET = "planted-secret";

  private final OpenAIClient hiding =
      OpenAIInstrumentor.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().hideInputs(true).build())
          .build()
          .wrap(unwrapped);

  @Test
  void predictionOfAChat() {
    answer(StubResponse.json(SampleExchanges.CHAT_ANSWER));

    hiding
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model("gpt-4o")
                .addUserMessage(SECRET)
                .putAdditionalBodyProperty(
                    "prediction", JsonValue.from(Map.of("type", "content", "content", SECRET)))
                .build());

    assertHidden();
  }

  @Test
  void variablesOfAResponse() {
    answer(StubResponse.json(SampleExchanges.RESPONSE_ANSWER));

    hiding
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4o")
                .input(SECRET)
                .putAdditionalBodyProperty(
                    "prompt",
                    JsonValue.from(Map.of("id", "p", "variables", Map.of("name", SECRET))))
                .build());

    assertHidden();
  }

  @Test
  void suffixOfACompletion() {
    answer(StubResponse.json(SampleExchanges.COMPLETION_ANSWER));

    hiding
        .completions()
        .create(
            CompletionCreateParams.builder()
                .model("gpt-3.5-turbo-instruct")
                .prompt(SECRET)
                .suffix(SECRET)
                .build());

    assertHidden();
  }

  /** vLLM gives the prompt back if the application asks for it. */
  @ParameterizedTest
  @ValueSource(strings = {"prompt", "prompt_token_ids", "prompt_logprobs"})
  void promptThatAChoiceRepeats(String field) {
    answer(
        StubResponse.json(
            "{\"choices\":[{\"index\":0,\"text\":\"Hello\",\"%s\":[{\"7\":\"%s\"}]}]}"
                .formatted(field, SECRET)));

    hiding.completions().create(CompletionCreateParams.builder().model("m").prompt(SECRET).build());

    assertHidden();
    assertThat(span().getAttributes().toString()).contains("Hello");
  }

  private void assertHidden() {
    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(span().toString()).doesNotContain(SECRET);
    assertThat(span().getAttributes().get(LlmAttributes.LLM_INVOCATION_PARAMETERS))
        .contains("\"model\"");
  }
}
