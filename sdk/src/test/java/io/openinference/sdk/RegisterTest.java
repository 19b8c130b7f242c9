// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegisterTest {

  private final LogRecorder log = new LogRecorder();
  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    GlobalOpenTelemetry.resetForTest();
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    GlobalOpenTelemetry.resetForTest();
    receiver.close();
    log.close();
  }

  @Test
  void spansAreFlushedWhenTheJvmShutsDown() throws Exception {
    String output =
        run(
            Map.of(
                "PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint(),
                "PHOENIX_PROJECT_NAME", "support-bot",
                "PHOENIX_API_KEY", "s3cret",
                "PHOENIX_CLIENT_HEADERS", "X-Tenant=a%20b",
                "OTEL_SERVICE_NAME", "shop"));
    assertThat(output)
        .isEqualTo(
            """
            OpenInference: spans go to
              project:   support-bot
              endpoint:  %s
              transport: http/protobuf, gzip
              headers:   x-tenant=****, authorization=****
            same instance: true
            """
                .formatted(receiver.tracesEndpoint()));
    assertThat(receiver.spans())
        .extracting(
            ReceivedSpan::name,
            span -> span.resourceAttributes().get("openinference.project.name"),
            span -> span.resourceAttributes().get("service.name"))
        .containsExactlyInAnyOrder(
            tuple("first", "support-bot", "shop"), tuple("second", "second-project", "shop"));
    assertThat(receiver.requests().get(0).headers().get("authorization"))
        .containsExactly("Bearer s3cret");
    assertThat(receiver.requests().get(0).headers().get("x-tenant")).containsExactly("a b");
  }

  @Test
  void spansThatAreLostAtShutdownAreTold() throws Exception {
    receiver.stop();

    String output = run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()), true);

    assertThat(output)
        .contains(
            "WARNING: OpenInference lost 2 spans: "
                + receiver.tracesEndpoint()
                + " did not take them before the end: ConnectException");
  }

  private static String run(Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(environment, false);
  }

  private static String run(Map<String, String> environment, boolean withErrors)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ShortLivedApplication.class.getName());
    builder.environment().keySet().removeIf(name -> name.matches("(OTEL|PHOENIX)_.*"));
    builder.environment().putAll(environment);
    if (withErrors) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return output.replace(System.lineSeparator(), "\n");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void buildSetsTheGlobalOpenTelemetryWhenAsked() {
    try (OpenInferenceSdk local =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }
    try (OpenInferenceSdk global =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).setGlobal(true).build()) {
      Spans.make(GlobalOpenTelemetry.get(), "through the global one");
    }
    assertThat(receiver.spans())
        .extracting(ReceivedSpan::name)
        .containsExactly("through the global one");
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void aGlobalOpenTelemetryOfTheUserStays() {
    GlobalOpenTelemetry.get();
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).setGlobal(true).build()) {
      Spans.make(GlobalOpenTelemetry.get(), "theirs");
      Spans.make(sdk.openTelemetry(), "ours");
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("ours");
    assertThat(log.warnings())
        .containsExactly(
            "The global OpenTelemetry is set already and stays, by other code or by an"
                + " OpenInferenceSdk that was closed since. Spans made through it do not go"
                + " where OpenInferenceSdk sends them: use OpenInferenceSdk.openTelemetry(), or set"
                + " OpenInferenceSdk up before the first call of GlobalOpenTelemetry.get() or"
                + " set().");
  }

  @Test
  void registerAfterCloseSetsUpAnew() {
    System.setProperty("phoenix.collector.endpoint", receiver.endpoint());
    try {
      OpenInferenceSdk first = OpenInferenceSdk.register();
      assertThat(OpenInferenceSdk.register()).isSameAs(first);
      first.close();
      GlobalOpenTelemetry.resetForTest();
      try (OpenInferenceSdk second = OpenInferenceSdk.register()) {
        assertThat(second).isNotSameAs(first);
        Spans.make(GlobalOpenTelemetry.get(), "span");
      }
      assertThat(receiver.spans()).hasSize(1);
    } finally {
      System.clearProperty("phoenix.collector.endpoint");
    }
  }
}
