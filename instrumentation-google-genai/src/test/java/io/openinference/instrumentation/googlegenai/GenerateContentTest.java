// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import com.google.genai.types.UploadFileConfig;
import io.openinference.testing.StubResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a model in each form, and which calls make a span, through each door. */
class GenerateContentTest extends AbstractDoorTest {

  static Stream<Arguments> overloads() {
    GenerateContentConfig config = GenerateContentConfig.builder().temperature(0f).build();
    Content content = Content.fromParts(Part.fromText("How deep?"));
    return Stream.of(
        call(client -> client.models.generateContent(MODEL, "How deep?", config)),
        call(client -> client.models.generateContent(MODEL, content, config)),
        call(client -> client.models.generateContent(MODEL, List.of(content), config)),
        call(client -> client.async.models.generateContent(MODEL, "How deep?", config).join()),
        call(client -> client.async.models.generateContent(MODEL, content, config).join()),
        call(client -> client.async.models.generateContent(MODEL, List.of(content), config).join()),
        call(client -> client.chats.create(MODEL, config).sendMessage("How deep?")),
        call(client -> client.async.chats.create(MODEL, config).sendMessage("How deep?").join()));
  }

  private static Arguments call(Function<Client, GenerateContentResponse> call) {
    return arguments(call);
  }

  /** The result of the application is what it is without tracing. */
  @ParameterizedTest
  @MethodSource("overloads")
  void everyFormOfACall(Function<Client, GenerateContentResponse> call) {
    String answer =
        "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"1,308"
            + " m\"}]}, \"finishReason\": \"STOP\"}], \"usageMetadata\": {\"promptTokenCount\": 5,"
            + " \"candidatesTokenCount\": 0}}";
    for (boolean ofVertex : new boolean[] {false, true}) {
      telemetry.clear();
      server.enqueue(StubResponse.json(answer));

      inCaller(
          () -> {
            GenerateContentResponse response =
                call.apply(ofVertex ? client().vertex() : client().gemini());
            assertThat(response.text()).isEqualTo("1,308 m");
            assertThat(response.usageMetadata().get().candidatesTokenCount()).contains(0);
          });

      assertThat(telemetry.awaitSpans(2)).hasSize(2);
      List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
      assertThat(calls).hasSize(1);
      ExpectedSpan.llm("GenerateContent", MODEL)
          .input(
              MODEL,
              "{\"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"How deep?\"}]}],"
                  + " \"generationConfig\": {\"temperature\": 0.0}}")
          .output(answer)
          .with(
              quoted(
                  "{'llm.invocation_parameters': {'temperature': 0.0}, 'in.0.role': 'user',"
                      + " 'in.0.content': 'How deep?', 'out.0.role': 'model', 'out.0.content':"
                      + " '1,308 m', 'llm.finish_reason': 'STOP', 'tokens.prompt': 5,"
                      + " 'tokens.completion': 0, 'tokens.total': 5}"))
          .verify(calls.get(0));
    }
  }

  @Test
  void aCallHasExactlyItsAttributes() {
    String request =
        """
        {"contents": [{"role": "user", "parts": [{"text": "How deep is the fjord?"}]}],
         "systemInstruction": {"parts": [{"text": "Be brief."}]},
         "generationConfig": {"temperature": 0, "topK": 40, "newSetting": {"a": 1}},
         "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}],
         "toolConfig": {"functionCallingConfig": {"mode": "ANY"}},
         "cachedContent": "cachedContents/c1", "labels": {"team": "depth"},
         "tools": [{"functionDeclarations": [{"name": "depth", "description": "Says how deep",
                     "parameters": {"type": "OBJECT"}}], "googleSearch": {}},
                   {"functionDeclarations": [{"name": "width",
                     "parametersJsonSchema": {"type": "object"}}]}]}
        """;
    String answer =
        """
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "1,308 m"}]},
                         "finishReason": "STOP", "newField": true}],
         "usageMetadata": {"promptTokenCount": 10, "toolUsePromptTokenCount": 2,
                           "cachedContentTokenCount": 4, "candidatesTokenCount": 5,
                           "thoughtsTokenCount": 3, "totalTokenCount": 20,
                           "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 6},
                                                   {"modality": "TEXT", "tokenCount": 4}]},
         "modelVersion": "gemini-2.5-flash-001", "anotherField": [1]}
        """;

    assertThat(post(GENERATE, request, StubResponse.json(answer))).isEqualTo(answer);

    ExpectedSpan.llm("GenerateContent", "gemini-2.5-flash-001")
        .input(MODEL, request)
        .output(answer)
        .with(
            """
            {"llm.request.model_name": "gemini-2.5-flash",
             "llm.response.model_name": "gemini-2.5-flash-001",
             "llm.invocation_parameters": {"temperature": 0, "topK": 40, "newSetting": {"a": 1},
               "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}],
               "toolConfig": {"functionCallingConfig": {"mode": "ANY"}},
               "cachedContent": "cachedContents/c1", "labels": {"team": "depth"}},
             "llm.tools.0.tool.name": "depth", "llm.tools.0.tool.description": "Says how deep",
             "llm.tools.0.tool.json_schema": {"name": "depth", "description": "Says how deep",
               "parameters": {"type": "OBJECT"}},
             "llm.tools.1.tool.json_schema": {"googleSearch": {}},
             "llm.tools.2.tool.name": "width",
             "llm.tools.2.tool.json_schema": {"name": "width",
               "parametersJsonSchema": {"type": "object"}},
             "in.0.role": "system", "in.0.content": "Be brief.",
             "in.1.role": "user", "in.1.content": "How deep is the fjord?",
             "out.0.role": "model", "out.0.content": "1,308 m",
             "llm.finish_reason": "STOP", "tokens.prompt": 12, "tokens.completion": 8,
             "tokens.total": 20, "tokens.prompt_details.cache_read": 4,
             "tokens.prompt_details.audio": 6, "tokens.completion_details.reasoning": 3}
            """)
        .verify(span());
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("publishers/google/models/gemini-2.5-pro:generateContent", "gemini-2.5-pro"),
        arguments(
            "projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent",
            "gemini-2.5-pro"),
        arguments("tunedModels/mine:generateContent", "tunedModels/mine"),
        arguments("projects/p/locations/l/endpoints/123:generateContent", "endpoints/123"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void theModelIsInThePath(String path, String model) {
    String answer = "{\"candidates\": [{}]}";

    post(path, HELLO, StubResponse.json(answer));

    ExpectedSpan.llm("GenerateContent", model)
        .input(model, HELLO)
        .output(answer)
        .with(quoted("{'in.0.role': 'user', 'in.0.content': 'hi', 'out.0.role': 'model'}"))
        .verify(span());
  }

  /** The maker of the model is the system; Vertex serves models of others. */
  @Test
  void aModelOfAnotherMaker() {
    String answer = "{\"candidates\": [{}]}";
    String model = "claude-sonnet-4-5";

    post(
        "publishers/anthropic/models/" + model + ":generateContent",
        HELLO,
        StubResponse.json(answer));

    ExpectedSpan.llm("GenerateContent", model)
        .input(model, HELLO)
        .output(answer)
        .with(
            quoted(
                "{'in.0.role': 'user', 'in.0.content': 'hi', 'out.0.role': 'model',"
                    + " 'llm.system': 'anthropic'}"))
        .verify(span());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models/gemini-2.5-flash:countTokens",
        "models/gemini-2.5-flash:batchGenerateContent",
        "models/veo-3.0-generate-001:predictLongRunning",
        "upload/v1beta/files",
        "interactions/i1/cancel",
        "agents",
        "tunedModels"
      })
  void otherCallsPassThrough(String path) {
    assertThat(post(path, "{}", StubResponse.json("{\"totalTokens\": 3}"))).contains("3");

    assertThat(telemetry.spans()).isEmpty();
  }

  /** The bytes of a file reach the server, and make no span. */
  @Test
  void anUpload() {
    server.handler(
        request ->
            request.path().endsWith("/files")
                ? StubResponse.json("{}")
                    .withHeader("X-Goog-Upload-URL", server.baseUrl() + "/target")
                : StubResponse.json("{\"file\": {\"name\": \"files/1\"}}")
                    .withHeader("X-Goog-Upload-Status", "final"));

    assertThat(
            client()
                .gemini()
                .files
                .upload(
                    "fjord".getBytes(UTF_8),
                    UploadFileConfig.builder().mimeType("text/plain").build())
                .name())
        .contains("files/1");

    assertThat(server.requests())
        .last()
        .satisfies(sent -> assertThat(sent.bodyText()).isEqualTo("fjord"));
    assertThat(telemetry.spans()).isEmpty();
  }
}
