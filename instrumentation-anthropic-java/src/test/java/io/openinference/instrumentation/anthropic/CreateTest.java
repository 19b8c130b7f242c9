// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;
import io.openinference.testing.contract.Door;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that give one message, through each door and in each of the ways to make them. */
class CreateTest {

  abstract static class AbstractCreateTest extends AbstractAnthropicTest {

    static List<Scenario> scenarios() {
      return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sync(Scenario scenario) {
      verify(
          scenario, "messages.create", (client, json) -> client.messages().create(Params.of(json)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void async(Scenario scenario) {
      verify(
          scenario,
          "messages.create",
          (client, json) -> client.async().messages().create(Params.of(json)).join());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void raw(Scenario scenario) {
      verify(
          scenario,
          "messages.create",
          (client, json) -> {
            try (HttpResponseFor<Message> response =
                client.messages().withRawResponse().create(Params.of(json))) {
              return response.parse();
            }
          });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void asyncRaw(Scenario scenario) {
      verify(
          scenario,
          "messages.create",
          (client, json) ->
              client.async().withRawResponse().messages().create(Params.of(json)).join().parse());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void beta(Scenario scenario) {
      verify(
          scenario,
          "beta.messages.create",
          (client, json) -> client.beta().messages().create(Params.beta(json)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void asyncBetaRaw(Scenario scenario) {
      verify(
          scenario,
          "beta.messages.create",
          (client, json) -> {
            try (HttpResponseFor<BetaMessage> response =
                client
                    .async()
                    .beta()
                    .messages()
                    .withRawResponse()
                    .create(Params.beta(json))
                    .join()) {
              return response.parse();
            }
          });
    }

    /** The application must get the same, and the server as well. */
    private void verify(
        Scenario scenario, String spanName, BiFunction<AnthropicClient, String, Object> call) {
      answer(scenario.answer());

      Object traced = inScopes(() -> call.apply(client, scenario.request()));

      scenario.inScopes().verify(span(), spanName);
      assertThat(Json.tree(Json.ofModel(traced))).isEqualTo(Json.tree(scenario.answer()));
      assertThat(Json.tree(server.requests().get(0).bodyText()))
          .isEqualTo(Json.tree(scenario.request()));
    }
  }

  @Nested
  class Wrapped extends AbstractCreateTest {}

  @Nested
  class Instrumented extends AbstractCreateTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractCreateTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
