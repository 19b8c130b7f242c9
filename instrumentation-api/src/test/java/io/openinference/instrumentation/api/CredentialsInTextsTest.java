// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openinference.instrumentation.TraceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in URLs, in JSON that is written as text, and in other texts. */
class CredentialsInTextsTest {

  private static final String SECRET = "s3cret";
  private static final String REDACTED = TraceConfig.REDACTED_VALUE;

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

  @Test
  void doesNotCacheTextsAsNames() {
    CredentialRedactor.mayHoldCredential("name-in-text: 12345678");
    CredentialRedactor.redactUnparsed("{\"name in JSON\": \"x\"");
    CredentialRedactor.redactUrl("https://h?name-in-url=x");

    assertThat(List.of("name-in-text", "name in JSON", "name-in-url"))
        .noneMatch(FieldKinds::isCached);
  }
}
