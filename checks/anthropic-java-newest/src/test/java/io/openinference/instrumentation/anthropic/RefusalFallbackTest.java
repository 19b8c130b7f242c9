// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaRefusalFallbackInterceptor;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.Model;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The library asks another model after a refusal, through each door. */
class RefusalFallbackTest {

  abstract static class AbstractRefusalFallbackTest extends AbstractAnthropicTest {

    /** A client whose library asks another model after a refusal. */
    private AnthropicClient falling() {
      return traced(
          untraced.withOptions(
              options ->
                  options.addInterceptor(
                      BetaRefusalFallbackInterceptor.builder()
                          .addFallback(Model.of("claude-haiku-4-5"))
                          .build())));
    }

    @Test
    void fallbackOfTheLibraryInAStream() {
      String refused =
          Json.merge(
              Scenario.ANSWER,
              """
              {"stop_reason": "refusal", "content": [],
               "stop_details": {"type": "refusal", "category": "cyber", "explanation": "No.",
                                "fallback_credit_token": "t"}}
              """);
      server.enqueue(
          stream(Events.of(refused)),
          stream(
              Events.of(
                  Json.merge(
                      Scenario.ANSWER,
                      """
                      {"model": "claude-haiku-4-5", "usage": {"input_tokens": 12, "output_tokens": 6}}
                      """))));

      try (StreamResponse<BetaRawMessageStreamEvent> stream =
          falling().beta().messages().createStreaming(Params.beta(Scenario.REQUEST))) {
        stream.stream().forEach(event -> {});
      }

      assertThat(server.requests()).hasSize(2);
      String usage =
          """
          {"input_tokens": 12, "output_tokens": 6, "iterations": [
            {"type": "message", "model": "claude-sonnet-4-5", "input_tokens": 10, "output_tokens": 5,
             "cache_creation": null, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0},
            {"type": "fallback_message", "model": "claude-haiku-4-5", "input_tokens": 12, "output_tokens": 6,
             "cache_creation": null, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}]}
          """;
      fallback()
          .answer("{\"usage\": " + usage + "}")
          .tokens(12, 6)
          .hasJson(
              "metadata", "{\"usage_iterations\": " + Json.tree(usage).path("iterations") + "}")
          .verify(span(), "beta.messages.stream");
    }

    private static Scenario fallback() {
      return Scenario.of("fallback")
          .answer("{\"model\": \"claude-haiku-4-5\"}")
          .content(
              """
              [{"type": "fallback", "from": {"model": "claude-sonnet-4-5"}, "to": {"model": "claude-haiku-4-5"},
                "trigger": {"category": "cyber", "type": "refusal"}},
               {"type": "text", "text": "In Oslo."}]
              """)
          .out(
              """
              c0.type = fallback
              c0.text = claude-sonnet-4-5 -> claude-haiku-4-5 (refusal: cyber)
              c1.type = text
              c1.text = In Oslo.
              """)
          .has("llm.model_name", "claude-haiku-4-5")
          .has("llm.request.model_name", "claude-sonnet-4-5")
          .has("llm.response.model_name", "claude-haiku-4-5");
    }

    @Test
    void fallbackOfTheLibraryAfterARefusal() {
      server.enqueue(
          StubResponse.json(
              Json.merge(
                  Scenario.ANSWER,
                  """
                  {"stop_reason": "refusal", "content": [],
                   "stop_details": {"type": "refusal", "category": "cyber", "explanation": "No."}}
                  """)),
          StubResponse.json(Json.merge(Scenario.ANSWER, "{\"model\": \"claude-haiku-4-5\"}")));

      BetaMessage answer = falling().beta().messages().create(Params.beta(Scenario.REQUEST));

      assertThat(server.requests()).hasSize(2);
      assertThat(Json.tree(Json.ofModel(answer))).isEqualTo(Json.tree(fallback().answer()));
      fallback().verify(span(), "beta.messages.create");
    }
  }

  @Nested
  class Wrapped extends AbstractRefusalFallbackTest {}

  @Nested
  class Instrumented extends AbstractRefusalFallbackTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractRefusalFallbackTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
