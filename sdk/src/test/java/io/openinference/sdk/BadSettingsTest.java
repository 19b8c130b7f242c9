// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each complaint names the setting, its value unless it may be secret, and what is allowed. */
class BadSettingsTest {

  private static final String URL =
      "an http or https URL with a host, without user info, query or fragment, such as"
          + " http://localhost:6006";
  private static final String COUNT = "a whole number from 0 to 2147483647";
  private static final String POSITIVE_COUNT = "a whole number from 1 to 2147483647";
  private static final String DURATION =
      "a duration of 0 or more: a whole number with one of the units ns, us, ms, s, m, h, d, or of"
          + " milliseconds without a unit";

  private final LogRecorder log = new LogRecorder();
  private final OpenInferenceSdkBuilder builder = OpenInferenceSdk.builder();

  @AfterEach
  void stop() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phoenix",
        "localhost:6006",
        "ftp://h",
        "http://",
        "http://h:0",
        "http://h:99999",
        "http://h:x",
        "http:h",
        "http://h/a b",
        ""
      })
  void endpointInCode(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.endpoint(endpoint))
        .withMessage("endpoint is \"" + endpoint + "\" but must be " + URL);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          http://me:s3cret@h,       http://****@h
          http://me:s3@cret@h,      http://****@h
          http://me:s3/cret@h,      http://****@h
          http://h/p?key=s3cret,    http://h/p?****
          http://h#s3cret,          http://h#****
          http://me:s@h?key=s3cret, http://****@h?****
          """)
  void theSecretsInAnEndpointAreNotShown(String endpoint, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.endpoint(endpoint))
        .withMessage("endpoint is \"" + shown + "\" but must be " + URL);
  }

  @Test
  void protocolInCode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.protocol("http/json"))
        .withMessage("protocol is \"http/json\" but must be http/protobuf or grpc");
  }

  @Test
  void endpointWithPathForGrpcInCode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.endpoint("http://h/v1/traces").protocol("grpc").build())
        .withMessage(
            "endpoint is \"http://h/v1/traces\" but must have no path when the protocol is grpc");
  }

  @Test
  void otherValuesInCode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.projectName(" "))
        .withMessage("projectName is \" \" but must be a name that is not blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.serviceName(""))
        .withMessage("serviceName is \"\" but must be a name that is not blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.compression("zip"))
        .withMessage(
            "compression is \"zip\" but must be gzip, none or the encoding of a Compressor service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeout(Duration.ofSeconds(-1)))
        .withMessage("timeout is PT-1S but must be 0 or more");
  }

  @Test
  void headersInCode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.headers(Map.of("a b", "s3cret")))
        .withMessage("headers has the name \"a b\" but a name must be letters, digits and -_.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.headers(Map.of("a", "s3cret\n2")))
        .withMessage(
            "headers: a has a value (not shown) that must be printable ASCII and not blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.apiKey(" "))
        .withMessage("apiKey has a value (not shown) that must be printable ASCII and not blank");
  }

  @ParameterizedTest
  @CsvSource({
    "PHOENIX_COLLECTOR_ENDPOINT, phoenix, '" + URL + "'",
    "OTEL_EXPORTER_OTLP_ENDPOINT, phoenix:4317, '" + URL + "'",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, ftp://h, '" + URL + "'",
    "PHOENIX_GRPC_PORT, 70000, a port from 1 to 65535",
    "OTEL_EXPORTER_OTLP_PROTOCOL, http/json, http/protobuf or grpc",
    "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, x, http/protobuf or grpc",
    "OTEL_EXPORTER_OTLP_COMPRESSION, zip, 'gzip, none or the encoding of a Compressor service'",
    "OTEL_EXPORTER_OTLP_TIMEOUT, -1, '" + DURATION + "'",
    "OTEL_BSP_SCHEDULE_DELAY, soon, '" + DURATION + "'",
    "OTEL_BSP_EXPORT_TIMEOUT, -5s, '" + DURATION + "'",
    "OTEL_BSP_MAX_QUEUE_SIZE, 0, " + POSITIVE_COUNT,
    "OTEL_BSP_MAX_EXPORT_BATCH_SIZE, many, " + POSITIVE_COUNT,
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT, -1, " + COUNT,
    "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT, -1, " + COUNT,
    "OTEL_SDK_DISABLED, ture, 'true, 1, yes, on, false, 0, no or off'"
  })
  void aValueInTheEnvironmentIsIgnored(String name, String value, String allowed) {
    try (OpenInferenceSdk sdk = builder.environmentForTest(environment(name, value)).build()) {
      assertThat(sdk.toString())
          .isEqualTo(
              """
              OpenInference: spans go to
                project:   default
                endpoint:  http://localhost:6006/v1/traces
                transport: http/protobuf, gzip
                headers:   none""");
    }
    assertThat(log.warnings())
        .containsExactly(
            name + " is \"" + value + "\" but must be " + allowed + "; it is ignored.");
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "YES, 0", "1, 0", "' on ', 0", "false, 1", "no, 1", "0, 1", "Off, 1"})
  void aBooleanMayBeAWordOrADigit(String disabled, int spans) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OpenInferenceSdk sdk =
          builder
              .endpoint(receiver.endpoint())
              .environmentForTest(environment("OTEL_SDK_DISABLED", disabled))
              .build()) {
        Spans.make(sdk.openTelemetry(), "span");
      }
      assertThat(receiver.spans()).hasSize(spans);
    }
    assertThat(log.warnings()).isEmpty();
  }

  private static Map<String, String> environment(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(
          namesAndValues[i].toLowerCase(java.util.Locale.ROOT).replace('_', '.'),
          namesAndValues[i + 1]);
    }
    return environment;
  }

  @Test
  void theNextEndpointIsUsedInPlaceOfABadOne() {
    try (OpenInferenceSdk sdk =
        builder
            .environmentForTest(
                environment(
                    "PHOENIX_COLLECTOR_ENDPOINT", "//", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://h"))
            .build()) {
      assertThat(sdk.toString()).contains("endpoint:  http://h/v1/traces");
    }
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void aBadSystemPropertyIsNamedAsSuch() {
    System.setProperty("otel.bsp.max.queue.size", "-1");
    try (OpenInferenceSdk sdk = builder.build()) {
      assertThat(log.warnings())
          .containsExactly(
              "otel.bsp.max.queue.size is \"-1\" but must be "
                  + POSITIVE_COUNT
                  + "; it is ignored.");
    } finally {
      System.clearProperty("otel.bsp.max.queue.size");
    }
  }

  @Test
  void gRpcInTheEnvironmentYieldsToAnEndpointWithAPath() {
    try (OpenInferenceSdk sdk =
        builder
            .endpoint("http://h/v1/traces")
            .environmentForTest(environment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))
            .build()) {
      assertThat(sdk.toString()).contains("transport: http/protobuf");
    }
    assertThat(log.warnings())
        .containsExactly(
            "The protocol is set to grpc but the endpoint http://h/v1/traces has a path, which gRPC"
                + " does not allow. OpenInference uses http/protobuf instead.");
  }

  @Test
  void aBadSamplerRatioIsIgnored() {
    try (OpenInferenceSdk sdk =
        builder
            .environmentForTest(
                environment("OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "2"))
            .build()) {
      assertThat(sdk.openTelemetry().toString()).contains("TraceIdRatioBased{1.000000}");
    }
    assertThat(log.warnings())
        .containsExactly(
            "OTEL_TRACES_SAMPLER_ARG is \"2\" but must be a number from 0 to 1; it is ignored.");
  }

  @Test
  void badResourceAttributesAreIgnored() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OpenInferenceSdk sdk =
          builder
              .endpoint(receiver.endpoint())
              .environmentForTest(environment("OTEL_RESOURCE_ATTRIBUTES", "a=1,b,=c,d=4"))
              .build()) {
        Spans.make(sdk.openTelemetry(), "span");
      }
      assertThat(receiver.spans().get(0).resourceAttributes())
          .containsEntry("a", "1")
          .containsEntry("d", "4")
          .doesNotContainKey("b");
    }
    assertThat(log.warnings())
        .containsExactly(
            "OTEL_RESOURCE_ATTRIBUTES holds pairs without a name or \"=\": b,=c but must be"
                + " comma-separated name=value pairs; these pairs are ignored.");
  }

  @Test
  void whatOnlyOpenTelemetryKnowsTurnsTracingOffButNotTheApplication() {
    try (OpenInferenceSdk sdk =
        builder
            .setGlobal(true)
            .environmentForTest(environment("OTEL_TRACES_SAMPLER", "sometimes"))
            .build()) {
      assertThat(sdk.openTelemetry()).isSameAs(OpenTelemetry.noop());
      assertThat(sdk.flush()).isTrue();
      assertThat(sdk.toString()).isEqualTo("OpenInference: tracing is off");
    }
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference traces nothing, because OpenTelemetry cannot be set up: Unrecognized"
                + " value for otel.traces.sampler: sometimes");
  }
}
