// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.errors.OpenAIException;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.images.ImageEditParams;
import io.openinference.testing.StubResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Calls of openai-java against a server in this process, through each form. */
final class OpenAIScenarios {

  static final List<String> TEMPLATES =
      List.of(
          "chat",
          "chat-of-another-server",
          "chat-refused",
          "chat-error-in-stream",
          "responses",
          "responses-cut",
          "responses-failed",
          "responses-refused",
          "completions",
          "completions-echo",
          "completions-refused",
          "embeddings",
          "embeddings-base64",
          "embeddings-refused",
          "images",
          "moderations");

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    for (String name : TEMPLATES) {
      Template template = Template.read(name);
      Api<?> api = Api.ALL.get(template.api());
      for (CallForm form : api.forms()) {
        if (template.has(form.isStream() ? "events" : "response")) {
          scenarios.put(name + " " + form, call(template, api, form));
        }
      }
    }
    scenarios.put("answer that is no JSON", OpenAIScenarios::answerThatIsNoJson);
    scenarios.put("retrieved response", OpenAIScenarios::retrievedResponse);
    scenarios.put("image edit", OpenAIScenarios::imageEdit);
    scenarios.put("transcription", OpenAIScenarios::transcription);
    scenarios.put("transcription as text", OpenAIScenarios::transcriptionAsText);
    scenarios.put("speech", OpenAIScenarios::speech);
    return scenarios;
  }

  private static Scenario call(Template template, Api<?> api, CallForm form) {
    return (application, secrets) -> {
      application.answer(answer(template, form, secrets));
      try {
        api.call(application.openAI(), form, template.text("request", secrets));
      } catch (OpenAIException | ExecutionException expected) {
        // The error is what is recorded.
      }
    };
  }

  private static StubResponse answer(Template template, CallForm form, Secrets secrets) {
    if (!form.isStream()) {
      return StubResponse.json(template.status(), template.text("response", secrets));
    }
    StringBuilder events = new StringBuilder();
    template.events(secrets).forEach(event -> events.append("data: ").append(event).append("\n\n"));
    events.append("data: [DONE]\n\n");
    // As bytes, because some characters that end a line elsewhere are text in events.
    return StubResponse.of(200, "text/event-stream", events.toString().getBytes(UTF_8));
  }

  private static void answerThatIsNoJson(Application application, Secrets secrets)
      throws Exception {
    application.answer(
        StubResponse.of(
            200, "application/json", secrets.text(Position.UNKNOWN_ANSWER).getBytes(UTF_8)));
    Api.ALL
        .get("chat")
        .call(application.openAI(), CallForm.RAW_BYTES, "{\"model\":\"gpt-4o\",\"messages\":[]}");
  }

  private static void retrievedResponse(Application application, Secrets secrets) {
    application.answer(
        StubResponse.json(
            """
            {"id":"resp_1","object":"response","model":"gpt-4o","output":[],
             "instructions":[{"type":"message","role":"user","content":"%1$s"}],
             "input":"%1$s"}
            """
                .formatted(secrets.word(Position.REPEATED_INPUT))));
    application.openAI().responses().retrieve("resp_1");
  }

  private static void imageEdit(Application application, Secrets secrets) {
    application.answer(
        StubResponse.json(
            "{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}]}"
                .formatted(secrets.base64(Position.OUTPUT_IMAGE))));
    application
        .openAI()
        .images()
        .edit(
            ImageEditParams.builder()
                .image("picture".getBytes(UTF_8))
                .prompt(secrets.word(Position.INPUT_TEXT))
                .build());
  }

  private static void transcription(Application application, Secrets secrets) {
    transcribe(
        application,
        secrets,
        StubResponse.json(
            "{\"text\":\"%1$s\",\"segments\":[{\"id\":0,\"text\":\"%1$s\"}]}"
                .formatted(secrets.word(Position.OUTPUT_TEXT))));
  }

  private static void transcriptionAsText(Application application, Secrets secrets) {
    application.answer(StubResponse.text(200, secrets.word(Position.OUTPUT_TEXT)));
    Bodies.read(
        application
            .openAI()
            .audio()
            .transcriptions()
            .withRawResponse()
            .create(transcriptionParams(secrets)));
  }

  private static void transcribe(Application application, Secrets secrets, StubResponse answer) {
    application.answer(answer);
    application.openAI().audio().transcriptions().create(transcriptionParams(secrets));
  }

  private static TranscriptionCreateParams transcriptionParams(Secrets secrets) {
    return TranscriptionCreateParams.builder()
        .file("audio".getBytes(UTF_8))
        .model("whisper-1")
        .prompt(secrets.word(Position.INPUT_TEXT))
        .build();
  }

  private static void speech(Application application, Secrets secrets) {
    application.answer(StubResponse.of(200, "audio/mpeg", new byte[] {1}));
    Bodies.read(
        application
            .openAI()
            .audio()
            .speech()
            .create(
                SpeechCreateParams.builder()
                    .model("gpt-4o-mini-tts")
                    .voice("alloy")
                    .input(secrets.word(Position.INPUT_TEXT))
                    .instructions(secrets.word(Position.INPUT_TEXT))
                    .build()));
  }

  private OpenAIScenarios() {}
}
