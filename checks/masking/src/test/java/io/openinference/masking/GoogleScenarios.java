// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.genai.ApiResponse;
import com.google.genai.HttpApiClient;
import com.google.genai.errors.ApiException;
import io.openinference.testing.StubResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * Calls of google-genai against a server in this process. They go through the class that all
 * services of the library send with, because typed requests have no place for an unknown field.
 */
final class GoogleScenarios {

  private static final List<String> TEMPLATES =
      List.of(
          "content",
          "refused",
          "error-in-stream",
          "embeddings",
          "vertex-embeddings",
          "images",
          "interactions",
          "cache");

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = changed(UnaryOperator.identity());
    scenarios.put("answer that is no JSON", GoogleScenarios::answerThatIsNoJson);
    return scenarios;
  }

  /**
   * Returns the scenarios of the templates.
   *
   * @param change what is done to each body before it is sent
   */
  static Map<String, Scenario> changed(UnaryOperator<String> change) {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    for (String name : TEMPLATES) {
      Template template = Template.read("google-" + name);
      for (CallForm form : List.of(CallForm.SYNC, CallForm.ASYNC, CallForm.STREAM)) {
        if (template.has(form.isStream() ? "events" : "response")) {
          scenarios.put(name + " " + form, scenario(template, form, change));
        }
      }
    }
    return scenarios;
  }

  private static Scenario scenario(Template template, CallForm form, UnaryOperator<String> change) {
    return (application, secrets) -> {
      application.answer(answer(template, form, secrets, change));
      String path =
          form.isStream()
              ? template.api().replace("generateContent", "streamGenerateContent?alt=sse")
              : template.api();
      call(application.google(), form, path, change.apply(template.text("request", secrets)));
    };
  }

  private static void call(HttpApiClient client, CallForm form, String path, String request) {
    try (ApiResponse response =
        form == CallForm.ASYNC
            ? client.asyncRequest("post", path, request, Optional.empty()).join()
            : client.request("post", path, request, Optional.empty())) {
      response.getBody().string();
    } catch (ApiException | CompletionException | IOException expected) {
      // The error is what is recorded.
    }
  }

  private static StubResponse answer(
      Template template, CallForm form, Secrets secrets, UnaryOperator<String> change) {
    if (!form.isStream()) {
      return StubResponse.json(template.status(), change.apply(template.text("response", secrets)));
    }
    StringBuilder events = new StringBuilder();
    template
        .events(secrets)
        .forEach(event -> events.append("data: ").append(change.apply(event)).append("\n\n"));
    return StubResponse.of(200, "text/event-stream", events.toString().getBytes(UTF_8));
  }

  private static void answerThatIsNoJson(Application application, Secrets secrets) {
    application.answer(
        StubResponse.of(
            200, "application/json", secrets.text(Position.UNKNOWN_ANSWER).getBytes(UTF_8)));
    call(
        application.google(),
        CallForm.SYNC,
        "models/gemini-2.5-flash:generateContent",
        "{\"contents\": []}");
  }

  private GoogleScenarios() {}
}
