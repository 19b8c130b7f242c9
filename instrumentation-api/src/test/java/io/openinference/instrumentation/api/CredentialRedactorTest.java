// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openinference.instrumentation.TraceConfig;
import java.time.Duration;
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

  @ParameterizedTest
  @CsvSource({
    "https://h/mcp?token=s3cret, https://h/mcp?token=__REDACTED__",
    "https://h/mcp?a=1&api_key=s3cret&b=2, https://h/mcp?a=1&api_key=__REDACTED__&b=2",
    "https://h?key=s3cret, https://h?key=__REDACTED__",
    "https://h?sig=s3cret;x=1, https://h?sig=__REDACTED__;x=1",
    "https://h?%74oken=s3cret, https://h?%74oken=__REDACTED__",
    "https://h?code=s3cret&code=s3cret, https://h?code=__REDACTED__&code=__REDACTED__",
    "https://h/#access_token=s3cret, https://h/#access_token=__REDACTED__",
    "https://h?X-Amz-Signature=s3cret, https://h?X-Amz-Signature=__REDACTED__",
    "https://me:s3cret@h/x, https://__REDACTED__@h/x",
    "https://s3cret@h:8/x?y=@, https://__REDACTED__@h:8/x?y=@",
    "postgres://me:s3cret@h/db, postgres://__REDACTED__@h/db",
    "wss://h?access-token=s3cret, wss://h?access-token=__REDACTED__"
  })
  void redactsUrls(String url, String expected) {
    assertThat(CredentialRedactor.redactUrl(url)).isEqualTo(expected);
    assertThat(CredentialRedactor.mayHoldCredential(url)).isTrue();
    assertThat(CredentialRedactor.redact(Map.of("tools", List.of(Map.of("server_url", url)))))
        .isEqualTo(Map.of("tools", List.of(Map.of("server_url", expected))));
    assertThat(CredentialRedactor.redact(Map.of("metadata", Map.of("callback", url))))
        .isEqualTo(Map.of("metadata", Map.of("callback", expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/mcp",
        "https://h/mcp?page=2&page_token=x",
        "https://h/@me",
        "https://h/#top",
        "https://h?",
        "https://h?=&&",
        "what?token=x",
        "",
        "a:b",
        "me@example.com",
        "data:image/png;base64,AA=="
      })
  void keepsUrlsWithoutCredentials(String url) {
    Map<String, ?> body = Map.of("callback", url);

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void redactsAddressesWithoutAScheme() {
    assertThat(CredentialRedactor.redact(Map.of("server_url", "h.example/sse?key=s3cret")))
        .isEqualTo(Map.of("server_url", "h.example/sse?key=__REDACTED__"));
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
        "{\"tools\": [{\"headers\": {\"X\": \"s3cret\"}}], \"out",
        "{\"api_key\" : \"s3cret",
        "[{\"token\":[\"s3cret",
        "{\"server_url\":\"https://h?token=s3cret\",",
        "[1, {\"authorization\":\"s3cret\"}]"
      })
  void redactsTextThatCannotBeParsed(String text) {
    assertThat(CredentialRedactor.redactUnparsed(text)).isEqualTo(REDACTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authorization\": null, \"headers\": null, \"out",
        "{\"max_tokens\": 5, \"text\": \"the api_key\", ",
        "{\"arguments\":\"{\\\"api_key\\\":\\\"x\\\"}\",",
        "{\"token\": \"Hello\", \"logprob\": 1, ",
        "{\"token\": \"Hello\", \"logProbability\": 1, ",
        "",
        "\"",
        "no JSON"
      })
  void keepsTextWithoutCredentials(String text) {
    assertThat(CredentialRedactor.redactUnparsed(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token: ", "token=", "Token token: ", "{\"token: ", "x "})
  void readsLongTextsOnce(String part) {
    String text = part.repeat(1_000_000 / part.length());

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          CredentialRedactor.mayHoldCredential(text);
          CredentialRedactor.redact(Map.of("note", text, "query", text));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer sk-12345",
        "basic  abcdefgh ",
        "Token abc-12345",
        "X-Api-Key: sk-12345",
        "--api-key=sk-12345",
        "Authorization: Bearer abcdefgh",
        "authorization:token abc-12345"
      })
  void redactsTextsThatAreCredentials(String text) {
    assertThat(CredentialRedactor.redact(Map.of("note", text))).isEqualTo(Map.of("note", REDACTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer of news, good news",
        "Token economy",
        "token: expired",
        "token: token: token: ",
        "Authorization: Bearer",
        "2026-11-30T03:30:00Z",
        "time:12345678"
      })
  void keepsTextsThatAreNoCredentials(String text) {
    Map<String, ?> body = Map.of("note", text);

    assertThat(CredentialRedactor.redactFields(body)).isSameAs(body);
  }

  @Test
  void doesNotCacheTextsAsNames() {
    CredentialRedactor.mayHoldCredential("name-in-text: 12345678");
    CredentialRedactor.redactUnparsed("{\"name in JSON\": \"x\"");
    CredentialRedactor.redactUrl("https://h?name-in-url=x");

    assertThat(List.of("name-in-text", "name in JSON", "name-in-url"))
        .noneMatch(CredentialNames::isCached);
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
  void readsOnlyAWordAsAQuery() {
    Map<String, ?> question = Map.of("query", "Why do I get invalid_token=expired after login?");
    assertThat(CredentialRedactor.redactFields(question)).isSameAs(question);
    assertThat(CredentialRedactor.redact(Map.of("query", "a=1&token=s3cret")))
        .isEqualTo(Map.of("query", "a=1&token=__REDACTED__"));
    assertThat(CredentialRedactor.redact(Map.of("query", "{\"api_key\":\"s3cret=\"}")))
        .isEqualTo(Map.of("query", "{\"api_key\":\"__REDACTED__\"}"));
    assertThat(CredentialRedactor.redact(Map.of("query", "X-Api-Key:sk-12345==")))
        .isEqualTo(Map.of("query", REDACTED));
    assertThat(CredentialRedactor.redact(Map.of("query", "Bearer sk-12345")))
        .isEqualTo(Map.of("query", REDACTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"api_key\":\"s3cret\"}",
        "{\"api_key\":\"s3cret\",\"api_key\":\"s3cret\"}",
        "{\"api_key\":\"s3cret\"}{\"a\":1}",
        "[1,{\"api_key\":\"s3cret\"}]",
        "[{\"api_key\":\"s3cret\"},]",
        "{\"api_key\":\"s3cret\",}",
        "{\"name\":\"api_key\",\"value\":\"s3cret\"}",
        "{\"a\":\"{\\\"api_key\\\":\\\"s3cret\\\"}\"}"
      })
  void redactsJsonInTexts(String json) {
    assertThat(CredentialRedactor.mayHoldCredential(json)).isTrue();
    assertThat(CredentialRedactor.redact(Map.of("note", json)).toString())
        .contains(REDACTED)
        .doesNotContain(SECRET);
  }

  @Test
  void keepsJsonWithoutCredentialsInTexts() {
    Map<String, ?> body =
        Map.of("note", "{\"a\": 1.0}", "more", "{a, \"b\": \"c\"}", "list", "[{\"a\": 1.0}]");

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
