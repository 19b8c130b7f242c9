// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that each backend gets. */
class BackendTest {

  /** Headers that each request has, whatever the backend. */
  private static final Set<String> USUAL =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "user-agent",
          "host",
          "connection",
          "upgrade",
          "http2-settings",
          "accept-encoding");

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("phoenix.project", "shop"),
          Map.entry("arize.api.key", "ak"),
          Map.entry("arize.space.id", "space"),
          Map.entry("langfuse.public.key", "pk"),
          Map.entry("langfuse.secret.key", "sk"),
          Map.entry("langsmith.api.key", "lsv2"),
          Map.entry("braintrust.api.key", "bt"),
          Map.entry("opik.api.key", "ok"),
          Map.entry("opik.workspace", "ws"),
          Map.entry("dd.api.key", "dd"),
          Map.entry("honeycomb.api.key", "hc"),
          Map.entry("mlflow.tracking.token", "mt"),
          // None of these belongs to the backends.
          Map.entry("phoenix.api.key", "phoenix"),
          Map.entry("phoenix.client.headers", "x-phoenix=1"),
          Map.entry("otel.exporter.otlp.headers", "x-other=1"),
          Map.entry("otel.exporter.otlp.endpoint", "http://localhost:1"));

  private final LogRecorder log = new LogRecorder();
  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    // Whatever the path.
    receiver.respondWith(200, 100);
  }

  @AfterEach
  void stop() {
    receiver.close();
    log.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(
            "arize-ax",
            "/v1/traces",
            Map.of("authorization", "ak", "arize-space-id", "space", "arize-interface", "otel")),
        Arguments.of(
            "langfuse", "/api/public/otel/v1/traces", Map.of("authorization", "Basic cGs6c2s=")),
        Arguments.of(
            "langsmith",
            "/otel/v1/traces",
            Map.of("x-api-key", "lsv2", "langsmith-project", "shop")),
        Arguments.of(
            "braintrust",
            "/otel/v1/traces",
            Map.of("authorization", "Bearer bt", "x-bt-parent", "project_name:shop")),
        Arguments.of(
            "opik",
            "/v1/private/otel/v1/traces",
            Map.of("authorization", "ok", "comet-workspace", "ws", "projectname", "shop")),
        Arguments.of(
            "mlflow",
            "/v1/traces",
            Map.of("x-mlflow-experiment-id", "0", "authorization", "Bearer mt")),
        Arguments.of(
            "datadog", "/v1/traces", Map.of("dd-api-key", "dd", "dd-otlp-source", "llmobs")),
        Arguments.of("honeycomb", "/v1/traces", Map.of("x-honeycomb-team", "hc")),
        Arguments.of("collector", "/v1/traces", Map.of("x-other", "1")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void sendsWhatTheBackendWants(String backend, String path, Map<String, String> headers) {
    Map<String, String> environment = new HashMap<>(KEYS);
    environment.put("openinference.backend", backend);
    ReceivedRequest request = send(OpenInferenceSdk.builder(), environment);

    assertThat(request.path()).isEqualTo(path);
    assertThat(ownHeaders(request)).isEqualTo(headers);
    assertThat(request.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(request.spans()).extracting(ReceivedSpan::name).containsExactly("span");
    assertThat(request.spans().get(0).resourceAttributes())
        .containsEntry("openinference.project.name", "shop");
    assertThat(log.warnings()).isEmpty();
  }

  private ReceivedRequest send(OpenInferenceSdkBuilder builder, Map<String, String> environment) {
    try (OpenInferenceSdk sdk =
        builder.endpoint(receiver.endpoint()).environmentForTest(environment).build()) {
      Spans.make(sdk.openTelemetry(), "span");
    }
    return receiver.requests().get(0);
  }

  private static Map<String, String> ownHeaders(ReceivedRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!USUAL.contains(name)) {
                headers.put(name, String.join(" and ", values));
              }
            });
    return headers;
  }

  @Test
  void takesBackendAndKeyOfTheCode() {
    ReceivedRequest request =
        send(
            OpenInferenceSdk.builder()
                .backend(Backend.LANGFUSE)
                .apiKey("pk:sk")
                .headers(Map.of("x-mine", "1")),
            Map.of("openinference.backend", "opik"));

    assertThat(request.path()).isEqualTo("/api/public/otel/v1/traces");
    assertThat(ownHeaders(request))
        .isEqualTo(Map.of("authorization", "Basic cGs6c2s=", "x-mine", "1"));
  }

  @Test
  void takesTheAddressesOfTheBackends() {
    Map<String, String> addresses =
        Map.ofEntries(
            Map.entry("arize-ax", "https://otlp.arize.com/v1/traces"),
            Map.entry("langfuse", "https://cloud.langfuse.com/api/public/otel/v1/traces"),
            Map.entry("langsmith", "https://api.smith.langchain.com/otel/v1/traces"),
            Map.entry("braintrust", "https://api.braintrust.dev/otel/v1/traces"),
            Map.entry("opik", "https://www.comet.com/opik/api/v1/private/otel/v1/traces"),
            Map.entry("mlflow", "http://localhost:5000/v1/traces"),
            Map.entry("datadog", "https://otlp.datadoghq.com/v1/traces"),
            Map.entry("honeycomb", "https://api.honeycomb.io/v1/traces"),
            Map.entry("collector", "http://localhost:4318/v1/traces"),
            Map.entry("phoenix", "http://localhost:6006/v1/traces"));
    assertThat(addresses.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Backend.values()).map(Backend::value).toList());
    addresses.forEach(
        (backend, address) ->
            assertThat(described(Map.of("openinference.backend", backend)))
                .as(backend)
                .contains("endpoint:  " + address + "\n"));
  }

  @Test
  void takesAddressesOfTheBackendsOwnSettings() {
    assertThat(described(Map.of("openinference.backend", "datadog", "dd.site", "datadoghq.eu")))
        .contains("https://otlp.datadoghq.eu/v1/traces\n");
    for (String base :
        List.of(
            "https://langfuse.example",
            "https://langfuse.example/",
            "https://langfuse.example/api/public/otel",
            "https://langfuse.example/api/public/otel/v1/traces")) {
      assertThat(described(Map.of("openinference.backend", "langfuse", "langfuse.host", base)))
          .contains("https://langfuse.example/api/public/otel/v1/traces\n");
    }
    assertThat(
            described(
                Map.of(
                    "openinference.backend",
                    "arize-ax",
                    "arize.collector.endpoint",
                    "https://otlp.eu-west-1a.arize.com/v1")))
        .contains("https://otlp.eu-west-1a.arize.com/v1/traces\n");
  }

  private static String described(Map<String, String> environment) {
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().environmentForTest(environment).build()) {
      return sdk.toString();
    }
  }

  @Test
  void takesTheProjectOfTheBackendsOwnSetting() {
    ReceivedRequest request =
        send(
            OpenInferenceSdk.builder(),
            Map.of(
                "openinference.backend",
                "langsmith",
                "langsmith.api.key",
                "k",
                "langsmith.project",
                "own",
                "phoenix.project",
                "other"));

    assertThat(request.header("langsmith-project")).isEqualTo("own");
  }

  @Test
  void tellsOfAMissingKey() {
    described(Map.of("openinference.backend", "langfuse"));

    assertThat(log.warnings())
        .containsExactly(
            "The backend langfuse needs the header authorization, but LANGFUSE_PUBLIC_KEY,"
                + " LANGFUSE_SECRET_KEY is not set; the backend will refuse spans.");
  }

  @Test
  void namesTheBackendsIfANameIsUnknown() {
    String allowed =
        "must be one of phoenix, arize-ax, langfuse, langsmith, braintrust, opik, mlflow, datadog,"
            + " honeycomb, collector";

    assertThatThrownBy(() -> OpenInferenceSdk.builder().backend("langfoose"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backend is \"langfoose\" but " + allowed);
    assertThat(described(Map.of("openinference.backend", "langfoose")))
        .contains("http://localhost:6006/v1/traces");
    assertThat(log.warnings())
        .containsExactly(
            "OPENINFERENCE_BACKEND is \"langfoose\" but " + allowed + "; it is ignored.");
  }
}
