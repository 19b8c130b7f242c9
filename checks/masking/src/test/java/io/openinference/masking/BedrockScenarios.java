// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of Amazon Bedrock against a server in this process, through each form. */
final class BedrockScenarios {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> TEMPLATES =
      List.of(
          "converse",
          "extensions",
          "stored-prompt",
          "refused",
          "error-in-stream",
          "claude",
          "nova",
          "chat",
          "titan",
          "llama",
          "mistral",
          "cohere",
          "images",
          "titan-embeddings",
          "cohere-embeddings",
          "rerank",
          "guardrail",
          "retrieve",
          "retrieve-and-generate",
          "rerank-call",
          "agent");

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = changed(UnaryOperator.identity());
    scenarios.put("answer that is no JSON", BedrockScenarios::answerThatIsNoJson);
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
      Template template = Template.read("bedrock-" + name);
      BedrockCalls.of(template.api())
          .forEach(
              (form, call) -> {
                if (template.has(form.isStream() ? "events" : "response")) {
                  scenarios.put(name + " " + form, scenario(template, form, call, change));
                }
              });
    }
    return scenarios;
  }

  private static Scenario scenario(
      Template template, CallForm form, BedrockCalls.Call call, UnaryOperator<String> change) {
    return (application, secrets) -> {
      String request = template.text("request", secrets);
      // The other requests have types, which hold no field that they do not know.
      String sent = template.api().equals("model") ? change.apply(request) : request;
      application.answer(answer(template, form, secrets, change));
      run(call, application, template.model(), sent);
    };
  }

  /** Makes a call. The error of a refused call is what is recorded, and no failure. */
  private static void run(
      BedrockCalls.Call call, Application application, String model, String sent) throws Exception {
    try {
      call.run(application, model, sent);
    } catch (SdkException | ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        throw e; // The request never arrived.
      }
    }
  }

  private static StubResponse answer(
      Template template, CallForm form, Secrets secrets, UnaryOperator<String> change) {
    if (!form.isStream()) {
      return StubResponse.json(template.status(), change.apply(template.text("response", secrets)));
    }
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String event : template.events(secrets)) {
      frames.writeBytes(frame(template.api(), event, change));
    }
    return StubResponse.of(
        200, StreamEncoding.AWS_EVENT_STREAM.contentType(), frames.toByteArray());
  }

  /** An event is an object with one field, which names it. A model's own events are chunks. */
  private static byte[] frame(String api, String event, UnaryOperator<String> change) {
    if (api.equals("model")) {
      return StreamEncoding.AWS_EVENT_STREAM.encode(
          "chunk {\"bytes\":\"" + base64(change.apply(event)) + "\"}");
    }
    Map.Entry<String, JsonNode> field = tree(event).properties().iterator().next();
    if (field.getKey().equals("chunk")) {
      ObjectNode chunk = (ObjectNode) field.getValue();
      chunk.put("bytes", base64(chunk.get("bytes").textValue()));
    }
    return StreamEncoding.AWS_EVENT_STREAM.encode(
        field.getKey() + " " + change.apply(field.getValue().toString()));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static void answerThatIsNoJson(Application application, Secrets secrets)
      throws Exception {
    application.answer(
        StubResponse.of(
            200, "application/json", secrets.text(Position.UNKNOWN_ANSWER).getBytes(UTF_8)));
    BedrockCalls.of("model")
        .get(CallForm.SYNC)
        .run(application, "meta.llama3-8b-instruct-v1:0", "{\"prompt\": \"Hello\"}");
  }

  private BedrockScenarios() {}
}
