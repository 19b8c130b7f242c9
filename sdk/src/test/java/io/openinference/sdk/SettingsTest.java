// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private final LogRecorder log = new LogRecorder();

  @AfterEach
  void stop() {
    log.close();
  }

  private static String destination(OpenInferenceSdkBuilder builder, String... environment) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      settings.put(
          environment[i].toLowerCase(java.util.Locale.ROOT).replace('_', '.'), environment[i + 1]);
    }
    try (OpenInferenceSdk sdk = builder.environmentForTest(settings).build()) {
      return sdk.toString();
    }
  }

  private static String line(String destination, String name) {
    return destination
        .lines()
        .filter(line -> line.strip().startsWith(name + ":"))
        .findFirst()
        .orElseThrow()
        .strip()
        .substring(name.length() + 1)
        .strip();
  }

  private static String endpoint(OpenInferenceSdkBuilder builder, String... environment) {
    String destination = destination(builder, environment);
    return line(destination, "transport") + " to " + line(destination, "endpoint");
  }

  @Test
  void thePhoenixOnThisMachineIsTheDefault() {
    assertThat(destination(OpenInferenceSdk.builder()))
        .isEqualTo(
            """
            OpenInference: spans go to
              project:   default
              endpoint:  http://localhost:6006/v1/traces
              transport: http/protobuf, gzip
              headers:   none""");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,                    'http/protobuf, gzip to http://h/v1/traces'",
    "http://h:6006/,              'http/protobuf, gzip to http://h:6006/v1/traces'",
    "https://h/v1/traces,         'http/protobuf, gzip to https://h/v1/traces'",
    "https://h/v1/traces/,        'http/protobuf, gzip to https://h/v1/traces'",
    "HTTPS://h/s/space,           'http/protobuf, gzip to https://h/s/space/v1/traces'",
    "http://my_service:1,         'http/protobuf, gzip to http://my_service:1/v1/traces'",
    "http://[::1]:6006,           'http/protobuf, gzip to http://[::1]:6006/v1/traces'",
    "http://h:4317,               'grpc, gzip to http://h:4317'",
    "http://h:4317/v1/traces,     'http/protobuf, gzip to http://h:4317/v1/traces'"
  })
  void endpointInCode(String endpoint, String expected) {
    assertThat(endpoint(OpenInferenceSdk.builder().endpoint(endpoint))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,        grpc, 'grpc, gzip to http://h:4317'",
    "http://h:,       grpc, 'grpc, gzip to http://h:4317'",
    "https://h:443/,  grpc, 'grpc, gzip to https://h:443'",
    "http://[::1],    grpc, 'grpc, gzip to http://[::1]:4317'",
    "http://h:4317,   http/protobuf, 'http/protobuf, gzip to http://h:4317/v1/traces'"
  })
  void endpointAndProtocolInCode(String endpoint, String protocol, String expected) {
    assertThat(endpoint(OpenInferenceSdk.builder().endpoint(endpoint).protocol(protocol)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "PHOENIX_COLLECTOR_ENDPOINT, http://h:6006, -, -,"
            + " 'http/protobuf, gzip to http://h:6006/v1/traces'",
        "PHOENIX_COLLECTOR_ENDPOINT, http://h:6006/, OTEL_EXPORTER_OTLP_PROTOCOL, grpc,"
            + " 'grpc, gzip to http://h:4317'",
        "PHOENIX_COLLECTOR_ENDPOINT, http://h:9999, PHOENIX_GRPC_PORT, 9999,"
            + " 'grpc, gzip to http://h:9999'",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, PHOENIX_GRPC_PORT, 9999,"
            + " 'grpc, gzip to http://localhost:9999'",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://h:4318, -, -,"
            + " 'http/protobuf, gzip to http://h:4318/v1/traces'",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://h:4317, -, -, 'grpc, gzip to http://h:4317'",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://h:5317, OTEL_EXPORTER_OTLP_PROTOCOL, grpc,"
            + " 'grpc, gzip to http://h:5317'",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://h/custom, -, -,"
            + " 'http/protobuf, gzip to http://h/custom'",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://h, -, -,"
            + " 'http/protobuf, gzip to http://h/v1/traces'",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://t, OTEL_EXPORTER_OTLP_ENDPOINT, http://h,"
            + " 'http/protobuf, gzip to http://t/v1/traces'",
        "PHOENIX_COLLECTOR_ENDPOINT, http://p, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://t,"
            + " 'http/protobuf, gzip to http://p/v1/traces'",
        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, http/protobuf, OTEL_EXPORTER_OTLP_PROTOCOL, grpc,"
            + " 'http/protobuf, gzip to http://localhost:6006/v1/traces'",
        "OTEL_EXPORTER_OTLP_COMPRESSION, none, -, -,"
            + " 'http/protobuf to http://localhost:6006/v1/traces'",
        "PHOENIX_COLLECTOR_ENDPOINT, '', OTEL_EXPORTER_OTLP_ENDPOINT, ' ',"
            + " 'http/protobuf, gzip to http://localhost:6006/v1/traces'"
      })
  void endpointInTheEnvironment(
      String name1, String value1, String name2, String value2, String expected) {
    String[] environment =
        name2 == null ? new String[] {name1, value1} : new String[] {name1, value1, name2, value2};
    assertThat(endpoint(OpenInferenceSdk.builder(), environment)).isEqualTo(expected);
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void codeWinsOverTheEnvironment() {
    String destination =
        destination(
            OpenInferenceSdk.builder()
                .endpoint("http://code:1")
                .protocol(OtlpProtocol.HTTP_PROTOBUF)
                .projectName("code")
                .compression("gzip")
                .timeout(Duration.ofSeconds(1)),
            "PHOENIX_COLLECTOR_ENDPOINT",
            "http://environment:2",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "grpc",
            "PHOENIX_PROJECT",
            "environment",
            "OTEL_EXPORTER_OTLP_COMPRESSION",
            "none");
    assertThat(destination)
        .isEqualTo(
            """
            OpenInference: spans go to
              project:   code
              endpoint:  http://code:1/v1/traces
              transport: http/protobuf, gzip
              headers:   none""");
  }

  @Test
  void systemPropertiesWinOverTheEnvironment() {
    System.setProperty("otel.exporter.otlp.endpoint", "http://property");
    try {
      assertThat(
              endpoint(
                  OpenInferenceSdk.builder(), "OTEL_EXPORTER_OTLP_ENDPOINT", "http://variable"))
          .isEqualTo("http/protobuf, gzip to http://property/v1/traces");
    } finally {
      System.clearProperty("otel.exporter.otlp.endpoint");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, default",
        "-, -, openinference.project.name=r, r",
        "-, n, openinference.project.name=r, n",
        "p, -, -, p",
        "' p ', -, -, p",
        "'', n, -, n"
      })
  void projectInTheEnvironment(String project, String name, String resource, String expected) {
    String destination =
        destination(
            OpenInferenceSdk.builder(),
            "PHOENIX_PROJECT",
            project == null ? "" : project,
            "PHOENIX_PROJECT_NAME",
            name == null ? "" : name,
            "OTEL_RESOURCE_ATTRIBUTES",
            resource == null ? "" : resource);
    assertThat(line(destination, "project")).isEqualTo(expected);
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void twoNamesForTheProjectAreWarnedOf() {
    String destination =
        destination(
            OpenInferenceSdk.builder(), "PHOENIX_PROJECT", "p", "PHOENIX_PROJECT_NAME", "n");
    assertThat(line(destination, "project")).isEqualTo("p");
    assertThat(log.warnings())
        .containsExactly(
            "PHOENIX_PROJECT is \"p\" but PHOENIX_PROJECT_NAME is \"n\". Both settings name"
                + " the project; OpenInference uses the first one.");
  }
}
