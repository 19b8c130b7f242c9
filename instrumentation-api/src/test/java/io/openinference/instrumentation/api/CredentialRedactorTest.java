// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in fields of JSON, by the names and the places of the fields. */
class CredentialRedactorTest {

  private static final String SECRET = "s3cret";
  private static final String REDACTED = TraceConfig.REDACTED_VALUE;

  @Test
  void redactsTheKeyThatAnErrorQuotes() {
    String quoted = "Incorrect API key provided: sk-" + "proj-1a2b3c4d5e.";
    String shown = "Incorrect API key provided: __REDACTED__.";
    Map<String, ?> body =
        Map.of(
            "error",
            Map.of("message", quoted, "causes", List.of(quoted), "api_key", SECRET),
            "errors",
            List.of(quoted),
            "choices",
            List.of(Map.of("error", quoted)),
            "message",
            quoted);

    assertThat(CredentialRedactor.mayNameCredential("error")).isTrue();
    assertThat(CredentialRedactor.redactFields(body))
        .isEqualTo(
            Map.of(
                "error",
                Map.of("message", shown, "causes", List.of(shown), "api_key", REDACTED),
                "errors",
                List.of(shown),
                // The text of a message stays.
                "choices",
                List.of(Map.of("error", quoted)),
                "message",
                quoted));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key",
        "apiKey",
        "API-KEY",
        "api.key",
        "x-api-key",
        "openai_api_key",
        "encoded_api_key",
        "key_api_key",
        "authorization",
        "Authorization",
        "Proxy-Authorization",
        "authentication",
        "auth",
        "basicAuth",
        "password",
        "db_password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "client_secret",
        "clientSecret",
        "aws_secret_access_key",
        "AWS_ACCESS_KEY_ID",
        "accountKey",
        "Ocp-Apim-Subscription-Key",
        "private_key",
        "signing_key",
        "token",
        "access_token",
        "refreshToken",
        "id_token",
        "GITHUB_TOKEN",
        "hf-token",
        "connection_string",
        "ConnectionString",
        "cookie",
        "Set-Cookie",
        "credentials",
        "jwt",
        "bearer"
      })
  void redactsByName(String name) {
    Map<String, ?> body = Map.of("a", List.of(Map.of("b", Map.of(name, SECRET, "x", "y"))));

    assertThat(CredentialRedactor.mayNameCredential(name)).isTrue();
    assertThat(CredentialRedactor.redactFields(body))
        .isEqualTo(Map.of("a", List.of(Map.of("b", Map.of(name, REDACTED, "x", "y")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens",
        "max_completion_tokens",
        "token_count",
        "prompt_tokens",
        "prompt_cache_key",
        "safety_identifier",
        "key",
        "keys",
        "primary_key",
        "eos_token",
        "next_page_token",
        "author",
        "authors",
        "tokenizer",
        "signature",
        "encrypted_content",
        "value",
        "name",
        "user",
        "model",
        "stop",
        "metadata",
        "tool_choice",
        "secretary",
        "passage",
        "keyboard",
        "cookies_allowed"
      })
  void keepsHarmlessNames(String name) {
    Map<String, ?> body = Map.of("a", List.of(Map.of(name, "plain")));

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void keepsScalarsThatAreNoText() {
    Map<String, Object> body = new HashMap<>();
    body.put("token", 5);
    body.put("password", true);
    body.put("api_key", null);
    body.put("secret", "");

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource({
    "api_key, key",
    "encoded_api_key, encoded_api_key",
    "access_token, access_token",
    "connection_string, connection_string",
    "key_and_key_id, key_id",
    "user_assigned_managed_identity, managed_identity_resource_id",
    "username_and_password, username",
    "of_a_later_release, anything"
  })
  void redactsAuthenticationOfDataSources(String type, String field) {
    Map<String, ?> body = dataSource(Map.of("type", type, field, SECRET));

    assertThat(CredentialRedactor.redactFields(body))
        .isEqualTo(dataSource(Map.of("type", type, field, REDACTED)));
  }

  private static Map<String, ?> dataSource(Map<String, ?> authentication) {
    return Map.of(
        "data_sources",
        List.of(
            Map.of(
                "type",
                "azure_search",
                "parameters",
                Map.of("index_name", "docs", "authentication", authentication))));
  }

  @Test
  void redactsValuesByNameAndPlace() {
    assertThat(CredentialRedactor.redact(secrets("domain_secrets", SECRET)))
        .isEqualTo(secrets("domain_secrets", REDACTED));
    assertThat(CredentialRedactor.redact(Map.of("env", Map.of("PATH", SECRET))))
        .isEqualTo(Map.of("env", Map.of("PATH", REDACTED)));
    assertThat(CredentialRedactor.redact(Map.of("extra_headers", Map.of("name", SECRET))))
        .isEqualTo(Map.of("extra_headers", Map.of("name", REDACTED)));
    assertThat(CredentialRedactor.redact(List.of(Map.of("name", "x-api-key", "value", SECRET))))
        .isEqualTo(List.of(Map.of("name", "x-api-key", "value", REDACTED)));
    assertThat(CredentialRedactor.redact(Map.of("extra_query", Map.of("sig", SECRET, "n", "1"))))
        .isEqualTo(Map.of("extra_query", Map.of("sig", REDACTED, "n", "1")));
    assertThat(CredentialRedactor.redact(Map.of("api_keys", List.of(SECRET, SECRET))))
        .isEqualTo(Map.of("api_keys", List.of(REDACTED, REDACTED)));
    Map<String, ?> filter = Map.of("type", "eq", "key", "region", "value", "eu");
    assertThat(CredentialRedactor.redact(filter)).isSameAs(filter);
  }

  private static Map<String, ?> secrets(String name, String value) {
    return Map.of(name, List.of(Map.of("domain", "a.example", "name", "API_KEY", "value", value)));
  }

  @Test
  void keepsSchemasThatDefineSuchFields() {
    Map<String, ?> text = Map.of("type", "string", "description", "The key of the shop");
    Map<String, ?> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "api_key", text,
                "headers", Map.of("type", "object", "description", "Headers to send"),
                "authentication", Map.of("type", "object", "properties", Map.of("key", text)),
                "token", Map.of("anyOf", List.of(text, Map.of("type", "null"))),
                "token_kind", Map.of("enum", List.of("access_token", "id_token"))),
            "required",
            List.of("api_key", "token"));
    Map<String, ?> tools =
        Map.of("tools", List.of(Map.of("function", Map.of("parameters", schema))));

    assertThat(CredentialRedactor.redactFields(tools)).isSameAs(tools);
  }

  @Test
  void redactsDefaultsOfSuchFields() {
    assertThat(CredentialRedactor.redact(property("default", SECRET)))
        .isEqualTo(property("default", REDACTED));
    assertThat(CredentialRedactor.redact(property("examples", List.of(SECRET))))
        .isEqualTo(property("examples", List.of(REDACTED)));
  }

  private static Map<String, ?> property(String keyword, Object value) {
    return Map.of("properties", Map.of("api_key", Map.of("type", "string", keyword, value)));
  }

  @Test
  void keepsTokensOfLogProbabilities() {
    Map<String, ?> token = Map.of("token", "Hello", "logprob", -0.1, "top_logprobs", List.of());
    Map<String, ?> body =
        Map.of(
            "choices",
            List.of(
                Map.of("logprobs", Map.of("content", List.of(token), "tokens", List.of("Hello")))),
            "more",
            List.of(token, Map.of("token", "Hello", "tokenId", 1, "logProbability", -0.1)),
            "prompt_logprobs",
            List.of(Map.of("12", Map.of("logprob", -0.1, "decoded_token", "Hello"))));

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void keepsWhatMessagesShow() {
    String link = "https://images.example/a.png?sig=abc";
    Map<String, ?> body =
        Map.of(
            "messages",
            List.of(
                Map.of("role", "user", "content", "My api_key: abc, " + link),
                Map.of(
                    "role",
                    "user",
                    "content",
                    List.of(Map.of("type", "image_url", "image_url", Map.of("url", link))))),
            "input",
            link);

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void redactsToolsInsideOfMessages() {
    String url = "https://h/sse?token=s3cret";
    Map<String, ?> body = Map.of("input", List.of(Map.of("tools", List.of(Map.of("url", url)))));

    assertThat(CredentialRedactor.redactFields(body).toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generation",
        "outputText",
        "completion",
        "text",
        "inputText",
        "preamble",
        "system",
        "systemInstruction",
        "system_instruction"
      })
  void keepsPromptsAndAnswers(String name) {
    String json = "{\"tokens\":[{\"token\":\"Paris\",\"label\":\"LOC\"}]}";
    Map<String, ?> body = Map.of(name, json);

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void keepsTheOriginalAndTheOrder() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("b", 1);
    body.put("api_key", SECRET);
    body.put("a", Arrays.asList(null, 2));

    assertThat(CredentialRedactor.redactFields(body).keySet()).containsExactly("b", "api_key", "a");
    assertThat(body).containsEntry("api_key", SECRET);
  }

  @Test
  void endsInAnEndlessTree() {
    Map<String, Object> tree = new HashMap<>();
    List<Object> list = new ArrayList<>();
    tree.put("list", list);
    tree.put("headers", tree);
    list.add(tree);

    assertThat(CredentialRedactor.redactFields(tree)).isNotSameAs(tree);
  }
}
