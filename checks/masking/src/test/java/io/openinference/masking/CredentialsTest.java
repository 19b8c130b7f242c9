// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIException;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials in each object of a request and of its response leave with no setting. */
class CredentialsTest {

  private static final Secrets SECRETS = new Secrets(1, "", "");

  private static final Needle NEEDLE = Needle.of("q7x1credential9z");

  private static Application application;

  @BeforeAll
  static void start() {
    application = new Application();
    application.configure(TraceConfig.builder().build());
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  static Stream<Arguments> calls() {
    return OpenAIScenarios.TEMPLATES.stream()
        .map(Template::read)
        .filter(template -> template.status() == 200)
        .flatMap(
            template ->
                Api.ALL.get(template.api()).forms().stream()
                    .filter(form -> template.has(form.isStream() ? "events" : "response"))
                    .map(form -> Arguments.of(template.name(), form)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("calls")
  void neverLeave(String name, CallForm form) throws Exception {
    Template template = Template.read(name);
    String request = PlantedCredentials.plant(template.text("request", SECRETS), NEEDLE);
    assertThat(request).contains(NEEDLE.text());
    application.answer(answer(template, form));

    try {
      Api.ALL.get(template.api()).call(application.openAI(), form, request);
    } catch (OpenAIException | ExecutionException expected) {
      // An event of a stream may be an error.
    }
    String bytes = Application.bytes(application.export());

    assertThat(bytes).contains("__REDACTED__");
    assertThat(NEEDLE.isIn(bytes)).as("shown in %s", bytes).isFalse();
  }

  static Stream<Arguments> otherCalls() {
    UnaryOperator<String> plant = json -> PlantedCredentials.plant(json, NEEDLE);
    return Stream.of(
            AnthropicScenarios.changed(plant),
            GoogleScenarios.changed(plant),
            BedrockScenarios.changed(plant))
        .flatMap(scenarios -> scenarios.entrySet().stream())
        // The text of an exception may quote anything.
        .filter(scenario -> !scenario.getKey().matches("(refused|error).*"))
        .map(scenario -> Arguments.of(scenario.getKey(), scenario.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherCalls")
  void neverLeaveThroughOtherLibraries(String name, Scenario scenario) throws Exception {
    scenario.run(application, SECRETS);
    String bytes = Application.bytes(application.export());

    assertThat(bytes).contains("openinference.span.kind");
    assertThat(NEEDLE.isIn(bytes)).as("shown in %s", around(bytes)).isFalse();
  }

  /** Returns what stands before the needle, because the whole is long. */
  private static String around(String bytes) {
    int found = Math.max(0, bytes.indexOf(NEEDLE.text()));
    return bytes.substring(Math.max(0, found - 400), found);
  }

  private static StubResponse answer(Template template, CallForm form) {
    if (!form.isStream()) {
      return StubResponse.json(
          PlantedCredentials.plant(template.text("response", SECRETS), NEEDLE));
    }
    StringBuilder events = new StringBuilder();
    for (String event : template.events(SECRETS)) {
      events.append("data: ").append(PlantedCredentials.plant(event, NEEDLE)).append("\n\n");
    }
    return StubResponse.of(200, "text/event-stream", (events + "data: [DONE]\n\n").getBytes(UTF_8));
  }
}
