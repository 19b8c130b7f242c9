// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.openinference.testing.ReceivedRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as they reach the collector. */
class HeaderSettingsTest extends AbstractReceiverTest {

  private Map<String, String> sent(
      OpenInferenceSdkBuilder builder, Map<String, String> environment) {
    try (OpenInferenceSdk sdk =
        builder.endpoint(receiver.endpoint()).environmentForTest(environment).build()) {
      Spans.make(sdk.openTelemetry(), "span");
    }
    ReceivedRequest request = receiver.requests().get(0);
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (name.startsWith("x-") || name.equals("authorization")) {
                headers.put(name, String.join(" and ", values));
              }
            });
    return headers;
  }

  @Test
  void takesPhoenixHeadersAndKey() {
    assertThat(
            sent(
                OpenInferenceSdk.builder(),
                Map.of(
                    "phoenix.client.headers",
                    "X-A=1%2C2, x-b = a+b ,x-c=c=c,authorization=other",
                    "phoenix.api.key",
                    " key\n")))
        .containsExactly(
            entry("authorization", "Bearer key"),
            entry("x-a", "1,2"),
            entry("x-b", "a+b"),
            entry("x-c", "c=c"));
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void takesOpenTelemetryHeaders() {
    assertThat(
            sent(
                OpenInferenceSdk.builder(),
                Map.of("otel.exporter.otlp.headers", "Authorization=Basic%20abc,x-a=1+2")))
        .containsExactly(entry("authorization", "Basic abc"), entry("x-a", "1+2"));
  }

  /** A key in Base64 holds plus, slash and equals signs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "otel.exporter.otlp.headers",
        "otel.exporter.otlp.traces.headers",
        "phoenix.client.headers"
      })
  void keysInBase64ArriveUnchanged(String property) {
    assertThat(
            sent(
                OpenInferenceSdk.builder(), Map.of(property, "Authorization=Basic a+/b==,x-a=%2B")))
        .containsExactly(entry("authorization", "Basic a+/b=="), entry("x-a", "+"));
    assertThat(log.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://phoenix.example.com, authorization, true",
    "http://10.1.2.3:6006, api_key, true",
    "http://phoenix:6006, x-auth-token, true",
    "https://phoenix.example.com, authorization, false",
    "http://phoenix.example.com, x-project-name, false",
    "http://localhost:6006, authorization, false",
    "http://127.0.0.1:6006, authorization, false",
    "http://[::1]:6006, authorization, false",
    "http://localhost.example.com, authorization, true"
  })
  void aKeyToARemoteHostOverPlainHttpIsWarnedOf(String endpoint, String header, boolean isWarned) {
    OpenInferenceSdk.builder().endpoint(endpoint).headers(Map.of(header, "s3cret")).build().close();
    if (isWarned) {
      assertThat(log.warnings())
          .containsExactly(
              "OpenInference sends the header "
                  + header
                  + " unencrypted to "
                  + endpoint
                  + "/v1/traces. Use an https endpoint, or remove the key.");
    } else {
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void headersForTracesReplaceTheGeneralOnes() {
    assertThat(
            sent(
                OpenInferenceSdk.builder(),
                Map.of(
                    "otel.exporter.otlp.headers", "x-a=general",
                    "otel.exporter.otlp.traces.headers", "x-b=traces",
                    "phoenix.client.headers", "x-c=phoenix")))
        .containsExactly(entry("x-b", "traces"), entry("x-c", "phoenix"));
  }

  @Test
  void codeWinsOverTheEnvironmentNameByName() {
    assertThat(
            sent(
                OpenInferenceSdk.builder().headers(Map.of("X-A", "code", "Authorization", "code")),
                Map.of("phoenix.client.headers", "x-a=env,x-b=env", "phoenix.api.key", "env")))
        .containsExactly(entry("authorization", "code"), entry("x-a", "code"), entry("x-b", "env"));
  }

  @Test
  void theKeyInCodeWinsOverHeadersInCode() {
    assertThat(
            sent(
                OpenInferenceSdk.builder().headers(Map.of("authorization", "x")).apiKey("key"),
                Map.of()))
        .containsExactly(entry("authorization", "Bearer key"));
  }

  @Test
  void badPairsAreWarnedOfWithoutTheirValues() {
    assertThat(
            sent(
                OpenInferenceSdk.builder(),
                Map.of(
                    "otel.exporter.otlp.headers", "x-a=1,s3cret,=s3cret,,x-b=s3\u00e9cret",
                    "phoenix.client.headers", "bad name=s3cret,x-c=3",
                    "phoenix.api.key", "s3cret\u0007key")))
        .containsExactly(entry("x-a", "1"), entry("x-c", "3"));
    assertThat(log.warnings())
        .containsExactly(
            "OTEL_EXPORTER_OTLP_HEADERS has bad pairs at the positions [2, 3, 5] (values are not"
                + " shown) but must be comma-separated name=value pairs with URL-encoded values;"
                + " these pairs are ignored.",
            "PHOENIX_CLIENT_HEADERS has bad pairs at the positions [1] (values are not shown) but"
                + " must be comma-separated name=value pairs with URL-encoded values; these pairs"
                + " are ignored.",
            "PHOENIX_API_KEY has a value (not shown) that must be printable ASCII; it is ignored.");
  }

  @Test
  void noValueIsShown() {
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder()
            .endpoint(receiver.endpoint())
            .headers(Map.of("x-a", "s3cret"))
            .apiKey("s3cret")
            .build()) {
      assertThat(List.of(sdk.toString(), sdk.openTelemetry().toString()))
          .noneMatch(text -> text.contains("s3cret"));
      assertThat(sdk.toString()).contains("x-a=****", "authorization=****");
    }
  }
}
