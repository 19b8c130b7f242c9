// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegisterTest {

  private static final String CLOSED =
      "OpenInferenceSdk is closed. Calls that start now make no spans."
          + " To trace again, call OpenInferenceSdk.register(), and wrap again what was wrapped"
          + " with openTelemetry() of the closed instance.";

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
                + " did not accept them before the shutdown: ConnectException");
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
  void aGlobalOpenTelemetryThatWasReadTooEarlyStays() {
    GlobalOpenTelemetry.get();
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).setGlobal(true).build()) {
      Spans.make(GlobalOpenTelemetry.get(), "theirs");
      Spans.make(sdk.openTelemetry(), "ours");
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("ours");
    assertThat(log.warnings())
        .containsExactly(
            "GlobalOpenTelemetry.get() was called before OpenInferenceSdk.register(), so the global"
                + " OpenTelemetry stays one that makes no spans. Call register() first, or use"
                + " OpenInferenceSdk.openTelemetry() in place of GlobalOpenTelemetry.get().");
  }

  @Test
  void aGlobalOpenTelemetryOfTheUserStays() {
    GlobalOpenTelemetry.set(OpenTelemetrySdk.builder().build());
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).setGlobal(true).build()) {
      Spans.make(GlobalOpenTelemetry.get(), "theirs");
      Spans.make(sdk.openTelemetry(), "ours");
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("ours");
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .startsWith("Other code has set the global OpenTelemetry, which stays.");
  }

  @Test
  void anInterruptedThreadClosesWithoutLoss() {
    OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build();
    Spans.make(sdk.openTelemetry(), "last");
    Thread.currentThread().interrupt();
    boolean isDelivered = sdk.shutdown();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(isDelivered).isTrue();
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("last");
  }

  @Test
  void registerAfterCloseSetsUpAnewAndTracersOfTheGlobalOneGoOn() {
    System.setProperty("phoenix.collector.endpoint", receiver.endpoint());
    try {
      OpenInferenceSdk first = OpenInferenceSdk.register();
      Tracer tracer = GlobalOpenTelemetry.getTracer("application", "1.0");
      assertThat(OpenInferenceSdk.register()).isSameAs(first);
      tracer.spanBuilder("first").startSpan().end();
      first.close();
      tracer.spanBuilder("between").startSpan().end();
      try (OpenInferenceSdk second = OpenInferenceSdk.register()) {
        assertThat(second).isNotSameAs(first);
        tracer.spanBuilder("second").startSpan().end();
      }
      assertThat(receiver.spans())
          .extracting(ReceivedSpan::name)
          .containsExactly("first", "second");
      assertThat(log.warnings()).containsExactly(CLOSED);
    } finally {
      System.clearProperty("phoenix.collector.endpoint");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callsAfterCloseAreToldOfOnce(boolean isGlobal) {
    OpenInferenceSdk sdk = builder().setGlobal(isGlobal).build();
    OpenTelemetry openTelemetry = isGlobal ? GlobalOpenTelemetry.get() : sdk.openTelemetry();
    Tracer known = openTelemetry.getTracer("known");
    sdk.close();

    Spans.make(openTelemetry, "late", "later");
    known.spanBuilder("latest").startSpan().end();

    assertThat(receiver.spans()).isEmpty();
    assertThat(log.warnings()).containsExactly(CLOSED);
    assertThat(known.isEnabled()).isFalse();
  }

  @Test
  void theLastRegisteredOneIsTheGlobalOneAndTheCloseOfAnotherChangesNothing() {
    try (OtlpReceiver other = OtlpReceiver.start();
        OpenInferenceSdk first = builder().register();
        OpenInferenceSdk second =
            OpenInferenceSdk.builder().endpoint(other.endpoint()).register()) {
      assertThat(OpenInferenceSdk.register()).isSameAs(second);
      Spans.make(first.openTelemetry(), "of the first");
      Spans.make(GlobalOpenTelemetry.get(), "before");
      first.close();
      Spans.make(GlobalOpenTelemetry.get(), "after");
      second.close();
      assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("of the first");
      assertThat(other.spans()).extracting(ReceivedSpan::name).containsExactly("before", "after");
    }
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void theBuilderRegistersAndMayLeaveTheGlobalOneAlone() {
    try (OpenInferenceSdk sdk = builder().projectName("shop").setGlobal(false).register()) {
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();
      assertThat(OpenInferenceSdk.register()).isSameAs(sdk);
    }
    try (OpenInferenceSdk sdk = builder().projectName("shop").register()) {
      Spans.make(GlobalOpenTelemetry.get(), "answer");
    }
    assertThat(receiver.spans())
        .extracting(span -> span.resourceAttributes().get("openinference.project.name"))
        .containsExactly("shop");
  }

  /**
   * Core drops whole messages of a span that is full, and asks the tracer provider for the limit.
   */
  @Test
  void theGlobalOneTellsTheAttributeLimit() {
    try (OpenInferenceSdk sdk = builder().register()) {
      OpenInferenceTracer.create(GlobalOpenTelemetry.get())
          .llm("long")
          .run(span -> span.inputMessages(Collections.nCopies(500, Message.user("Hello"))));
    }
    assertThat(receiver.spans().get(0).attributes())
        .containsKey("llm.input_messages.499.message.content");
  }

  private OpenInferenceSdkBuilder builder() {
    return OpenInferenceSdk.builder().endpoint(receiver.endpoint());
  }
}
