// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openinference.testing.StubResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** Calls of anthropic-java against a server in this process, through each form. */
final class AnthropicScenarios {

  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  private static final Map<CallForm, Call> MESSAGES = new EnumMap<>(CallForm.class);
  private static final Map<CallForm, Call> BETA = new EnumMap<>(CallForm.class);

  static {
    MESSAGES.put(CallForm.SYNC, (client, json) -> client.messages().create(params(json)));
    MESSAGES.put(
        CallForm.ASYNC, (client, json) -> client.async().messages().create(params(json)).get());
    MESSAGES.put(
        CallForm.RAW_BYTES,
        (client, json) -> read(client.messages().withRawResponse().create(params(json))));
    MESSAGES.put(
        CallForm.STREAM, (client, json) -> drain(client.messages().createStreaming(params(json))));
    MESSAGES.put(
        CallForm.ASYNC_STREAM,
        (client, json) ->
            client
                .async()
                .messages()
                .createStreaming(params(json))
                .subscribe(event -> {})
                .onCompleteFuture()
                .get());
    MESSAGES.put(
        CallForm.RAW_STREAM_BYTES,
        (client, json) -> read(client.messages().withRawResponse().createStreaming(params(json))));
    BETA.put(CallForm.SYNC, (client, json) -> client.beta().messages().create(betaParams(json)));
  }

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = changed(UnaryOperator.identity());
    scenarios.put("answer that is no JSON", AnthropicScenarios::answerThatIsNoJson);
    return scenarios;
  }

  /**
   * Returns the scenarios of the templates.
   *
   * @param change what is done to each body before it is sent
   */
  static Map<String, Scenario> changed(UnaryOperator<String> change) {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    for (String name : List.of("messages", "beta", "refused", "error-in-stream")) {
      Template template = Template.read("anthropic-" + name);
      Map<CallForm, Call> calls = template.api().equals("beta") ? BETA : MESSAGES;
      calls.forEach(
          (form, call) -> {
            if (template.has(form.isStream() ? "events" : "response")) {
              scenarios.put(name + " " + form, scenario(template, form, call, change));
            }
          });
    }
    return scenarios;
  }

  private static Scenario scenario(
      Template template, CallForm form, Call call, UnaryOperator<String> change) {
    return (application, secrets) -> {
      application.answer(answer(template, form, secrets, change));
      try {
        call.run(application.anthropic(), change.apply(template.text("request", secrets)));
      } catch (AnthropicException | ExecutionException expected) {
        // The error is what is recorded.
      }
    };
  }

  private static StubResponse answer(
      Template template, CallForm form, Secrets secrets, UnaryOperator<String> change) {
    if (!form.isStream()) {
      return StubResponse.json(template.status(), change.apply(template.text("response", secrets)));
    }
    StringBuilder events = new StringBuilder();
    for (String event : template.events(secrets)) {
      // The library reads the name of an event, which the data repeats.
      String name = tree(event).path("type").textValue();
      events
          .append("event: ")
          .append(name)
          .append("\ndata: ")
          .append(change.apply(event))
          .append("\n\n");
    }
    return StubResponse.of(200, "text/event-stream", events.toString().getBytes(UTF_8));
  }

  private static void answerThatIsNoJson(Application application, Secrets secrets) {
    application.answer(
        StubResponse.of(
            200, "application/json", secrets.text(Position.UNKNOWN_ANSWER).getBytes(UTF_8)));
    read(
        application
            .anthropic()
            .messages()
            .withRawResponse()
            .create(params("{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":1,\"messages\":[]}")));
  }

  private static MessageCreateParams params(String json) {
    JsonNode tree = tree(json);
    return MessageCreateParams.builder()
        .model(tree.get("model").textValue())
        .maxTokens(tree.get("max_tokens").longValue())
        .messages(messages(tree))
        .putAllAdditionalBodyProperties(others(tree))
        .build();
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams betaParams(String json) {
    JsonNode tree = tree(json);
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model(tree.get("model").textValue())
        .maxTokens(tree.get("max_tokens").longValue())
        .messages(messages(tree))
        .putAllAdditionalBodyProperties(others(tree))
        .build();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Any JSON can stand for any field.
  private static <T> JsonField<T> messages(JsonNode tree) {
    return (JsonField) JsonValue.fromJsonNode(tree.get("messages"));
  }

  private static Map<String, JsonValue> others(JsonNode tree) {
    Map<String, JsonValue> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!List.of("model", "max_tokens", "messages").contains(field.getKey())) {
        fields.put(field.getKey(), JsonValue.fromJsonNode(field.getValue()));
      }
    }
    return fields;
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(HttpResponse response) {
    try (response) {
      response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(StreamResponse<?> stream) {
    try (stream) {
      stream.stream().forEach(event -> {});
    }
  }

  /** A call of one form, which takes all that comes of it. */
  private interface Call {
    void run(AnthropicClient client, String request) throws Exception;
  }

  private AnthropicScenarios() {}
}
