// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in bodies are sent, and recorded nowhere. */
class CredentialsTest extends AbstractOpenAITest {

  private static final String SECRET = "planted-secret";
  private static final String TOOL =
      """
      {"type": "mcp", "server_label": "files", "authorization": "%1$s", "headers": {"X-Key": "%1$s"},
       "server_url": "https://me:%1$s@files.example/mcp?token=%1$s&page=2"}
      """
          .formatted(SECRET);
  private static final String SHELL =
      """
      {"type": "shell", "environment": {"type": "container_auto", "network_policy": {
        "type": "allowlist", "allowed_domains": ["a.example"],
        "domain_secrets": [{"domain": "a.example", "name": "API_KEY", "value": "%s"}]}}}
      """
          .formatted(SECRET);

  @Test
  void ofToolsAreRedacted() throws IOException {
    String tools = TOOL + ", " + SHELL;
    String answer = SampleExchanges.RESPONSE_ANSWER.replaceFirst("\"tools\": *\\[", "$0" + tools);
    assertThat(answer).contains(SECRET);
    answer(StubResponse.json(answer));

    wrapped.responses().create(request("tools", "[" + tools + "]"));

    assertSentAndNotRecorded();
    assertRedacted("input.value");
    assertRedacted("output.value");
    assertRedacted("llm.tools.0.tool.json_schema");
    assertThat(text("llm.tools.1.tool.json_schema"))
        .contains("\"domain\":\"a.example\",\"name\":\"API_KEY\",\"value\":\"__REDACTED__\"");
  }

  @Test
  void ofToolsInItemsAreRedacted() throws IOException {
    String found = "{\"type\": \"tool_search_output\", \"tools\": [" + TOOL + "]}";
    String answer =
        SampleExchanges.RESPONSE_ANSWER.replaceFirst("\"output\": *\\[", "$0" + found + ",");
    assertThat(answer).contains(SECRET);
    answer(StubResponse.json(answer));

    wrapped
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4o")
                .input(
                    ObjectMappers.jsonMapper()
                        .readValue("[" + found + "]", ResponseCreateParams.Input.class))
                .build());

    assertSentAndNotRecorded();
    assertRedacted("input.value");
    assertRedacted("output.value");
    assertRedacted("llm.input_messages.0.message.content");
    assertRedacted("llm.output_messages.0.message.content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"api_key\", \"key\": \"%s\"}",
        "{\"type\": \"encoded_api_key\", \"encoded_api_key\": \"%s\"}",
        "{\"type\": \"access_token\", \"access_token\": \"%s\"}",
        "{\"type\": \"connection_string\", \"connection_string\": \"%s\"}",
        "{\"type\": \"key_and_key_id\", \"key\": \"%1$s\", \"key_id\": \"%1$s\"}",
        "{\"type\": \"user_assigned_managed_identity\", \"managed_identity_resource_id\": \"%s\"}"
      })
  void ofDataSourcesAreRedacted(String authentication) throws IOException {
    answer(StubResponse.json(SampleExchanges.CHAT_ANSWER));
    String source =
        "[{\"type\": \"azure_search\", \"parameters\": {\"index_name\": \"docs\","
            + " \"endpoint\": \"https://s.example?code=%1$s\", \"authentication\": %2$s,"
            + " \"embedding_dependency\": {\"type\": \"endpoint\", \"authentication\": %2$s}}}]";

    wrapped
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model("gpt-4o")
                .addUserMessage("Hi")
                .putAdditionalBodyProperty(
                    "data_sources",
                    json(source.formatted(SECRET, authentication.formatted(SECRET))))
                .build());

    assertSentAndNotRecorded();
    for (String key : new String[] {"input.value", "llm.invocation_parameters"}) {
      assertThat(text(key))
          .contains("\"index_name\":\"docs\"")
          .contains("https://s.example?code=__REDACTED__")
          .contains("\":\"__REDACTED__\"");
    }
  }

  @Test
  void ofFieldsThatNoApiHasAreRedactedAtAnyDepth() throws IOException {
    String extra = "{\"a\": [{\"b\": {\"apiKey\": \"%1$s\", \"Authorization\": [\"%1$s\"]}}]}";
    answer(StubResponse.json("{\"data\": [], \"x\": " + extra.formatted(SECRET) + "}"));

    wrapped
        .embeddings()
        .create(
            EmbeddingCreateParams.builder()
                .model("e")
                .input("Hi")
                .putAdditionalBodyProperty("extra", json(extra.formatted(SECRET)))
                .putAdditionalBodyProperty("password", JsonValue.from(SECRET))
                .build());

    assertSentAndNotRecorded();
    assertThat(text("embedding.invocation_parameters"))
        .contains("\"apiKey\":\"__REDACTED__\",\"Authorization\":[\"__REDACTED__\"]")
        .contains("\"password\":\"__REDACTED__\"");
    assertThat(text("output.value")).contains("\"apiKey\":\"__REDACTED__\"");
  }

  @Test
  void ofAStreamAreRedacted() throws IOException {
    String response =
        SampleExchanges.RESPONSE_ANSWER
            .replaceFirst("\"tools\": *\\[", "$0" + TOOL)
            .replace("\n", " ");
    answer(
        StubResponse.of(
            200,
            "text/event-stream",
            ("data: {\"type\":\"response.completed\",\"sequence_number\":0,\"response\":"
                    + response
                    + "}\n\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    try (StreamResponse<ResponseStreamEvent> stream =
        wrapped.responses().createStreaming(request("tools", "[" + TOOL + "]"))) {
      stream.stream().forEach(event -> {});
    }

    assertSentAndNotRecorded();
    assertRedacted("output.value");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 300})
  void ofABodyThatTheApplicationReadsAreRedacted(int bytes) throws IOException {
    // The answer has another field of that name, which is the one that a map keeps.
    String answer = "{\"tools\": [" + TOOL + "], " + SampleExchanges.RESPONSE_ANSWER.substring(1);
    answer(StubResponse.json(answer));

    try (HttpResponse response =
            wrapped.responses().withRawResponse().create(request("tools", "[" + TOOL + "]"));
        InputStream body = response.body()) {
      assertThat(new String(body.readNBytes(bytes), java.nio.charset.StandardCharsets.UTF_8))
          .contains(SECRET);
    }

    assertSentAndNotRecorded();
    assertThat(text("output.value")).matches(bytes == 300 ? "__REDACTED__" : "(?s)\\{.*Paris.*");
  }

  @Test
  void behindTheBodyAreNotRecorded() throws IOException {
    answer(
        StubResponse.json(SampleExchanges.RESPONSE_ANSWER + "{\"api_key\": \"planted-secret\"}"));

    try (HttpResponse response =
            wrapped.responses().withRawResponse().create(request("tools", "[" + TOOL + "]"));
        InputStream body = response.body()) {
      body.readAllBytes();
    }

    assertSentAndNotRecorded();
    assertThat(text("output.value")).contains("Paris.");
  }

  @Test
  void namesInASchemaAndTextOfMessagesStay() throws IOException {
    answer(StubResponse.json(SampleExchanges.CHAT_ANSWER));
    String tool =
        "[{\"type\": \"function\", \"function\": {\"name\": \"login\", \"parameters\": {\"type\":"
            + " \"object\", \"properties\": {\"api_key\": {\"type\": \"string\", \"description\":"
            + " \"The key\"}}, \"required\": [\"api_key\"]}}}]";

    wrapped
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model("gpt-4o")
                .addUserMessage("{\"api_key\": \"of the user\"}")
                .putAdditionalBodyProperty("prompt_cache_key", JsonValue.from("cache"))
                .putAdditionalBodyProperty("safety_identifier", JsonValue.from("user 7"))
                .maxCompletionTokens(5)
                .putAdditionalBodyProperty("tools", json(tool))
                .build());

    assertThat(span().toString()).doesNotContain("__REDACTED__");
    assertThat(text("llm.tools.0.tool.json_schema"))
        .contains("\"api_key\":{\"type\":\"string\",\"description\":\"The key\"}");
    assertThat(text("llm.invocation_parameters")).contains("\"prompt_cache_key\":\"cache\"");
  }

  private static ResponseCreateParams request(String field, String value) throws IOException {
    return ResponseCreateParams.builder()
        .model("gpt-4o")
        .input("What is in my files?")
        .putAdditionalBodyProperty(field, json(value))
        .build();
  }

  private static JsonValue json(String text) throws IOException {
    JsonNode node = ObjectMappers.jsonMapper().readTree(text);
    return JsonValue.fromJsonNode(node);
  }

  private void assertSentAndNotRecorded() {
    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(span().toString()).doesNotContain(SECRET);
  }

  private static void assertRedacted(String key) {
    assertThat(text(key))
        .contains("\"server_label\":\"files\"")
        .contains("\"authorization\":\"__REDACTED__\"")
        .contains("\"headers\":{\"X-Key\":\"__REDACTED__\"}")
        .contains("https://__REDACTED__@files.example/mcp?token=__REDACTED__&page=2");
  }

  private static String text(String key) {
    return String.valueOf(span().getAttributes().get(AttributeKey.stringKey(key)));
  }
}
