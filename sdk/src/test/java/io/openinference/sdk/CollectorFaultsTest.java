// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of the collector neither reach the application nor cost it spans. */
@Timeout(60)
class CollectorFaultsTest {

  private static final int MEBIBYTE = 1024 * 1024;

  private final LogRecorder log = new LogRecorder();
  private OtlpReceiver receiver;

  @BeforeEach
  void startReceiver() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
    log.close();
  }

  private OpenInferenceSdkBuilder builder() {
    return OpenInferenceSdk.builder().endpoint(receiver.endpoint());
  }

  @Test
  void spansMadeWhileTheCollectorIsAbsentArriveInOrder() throws InterruptedException {
    receiver.stop();
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 2_048, 10);
      assertThat(sdk.flush()).isFalse();
      log.await("OpenInference cannot deliver spans");
      receiver.restart();
      assertThat(receiver.awaitSpans(2_048, Duration.ofSeconds(30)))
          .extracting(ReceivedSpan::name)
          .containsExactlyElementsOf(Spans.names(2_048));
      log.await("OpenInference delivers spans to " + receiver.tracesEndpoint() + " again, after");
      assertThat(sdk.flush()).isTrue();
      assertThat(sdk.shutdown()).isTrue();
      assertThat(sdk.lostSpans()).isZero();
    }
    assertThat(receiver.spans()).hasSize(2_048);
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference cannot deliver spans to "
                + receiver.tracesEndpoint()
                + " now: ConnectException (no connection). Check that the collector runs, and"
                + " check the host and port of the endpoint (PHOENIX_COLLECTOR_ENDPOINT). Up to"
                + " 2048 spans (OTEL_BSP_MAX_QUEUE_SIZE) and 64 MiB are kept, and sent when the"
                + " collector accepts spans again.");
    assertThat(log.messages()).hasSize(2);
  }

  @Test
  void aRefusalEndsTheOutageInTheLog() throws InterruptedException {
    receiver.stop();
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "one");
      assertThat(sdk.flush()).isFalse();
      log.await("OpenInference cannot deliver spans");
      receiver.respondWith(401, 1_000);
      receiver.restart();
      assertThat(log.await("OpenInference reaches " + receiver.tracesEndpoint() + " again, after "))
          .endsWith(" seconds, but it refuses spans with HTTP 401.");
      log.await("OpenInference lost 1 span so far: " + receiver.tracesEndpoint() + " refused");
    }
    assertThat(log.messages()).hasSize(3);
  }

  @Test
  void spansRefusedWith503ArriveLater() {
    receiver.respondWith(503, 3);
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "one", "two");
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("one", "two");
    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status)
        .containsExactly(503, 503, 503, 200);
  }

  @Test
  void spansMadeWhileTheCollectorHangsArriveLater() {
    receiver.hang();
    try (OpenInferenceSdk sdk = builder().timeout(Duration.ofMillis(200)).build()) {
      Spans.make(sdk.openTelemetry(), "one", "two");
      assertThat(sdk.flush()).isFalse();
      receiver.stop();
      receiver.resume();
      receiver.restart();
      assertThat(receiver.awaitSpans(2, Duration.ofSeconds(30)))
          .extracting(ReceivedSpan::name)
          .containsExactly("one", "two");
    }
  }

  @Test
  void closeEndsThoughTheCollectorHangs() {
    receiver.hang();
    OpenInferenceSdk sdk = builder().build();
    Spans.make(sdk.openTelemetry(), "one");
    sdk.close();
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.spans()).isEmpty();
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference lost 1 span: "
                + receiver.tracesEndpoint()
                + " did not accept it before the shutdown: no answer. Check that the collector"
                + " answers and that http or https is right, or raise OTEL_EXPORTER_OTLP_TIMEOUT.");
  }

  /** The JVM's shutdown closes the SDK while the application waits for its spans. */
  @Test
  void aFlushDuringTheCloseReturnsWhenTheSpansAreDelivered() throws InterruptedException {
    receiver.hang();
    OpenInferenceSdk sdk = builder().build();
    Spans.make(sdk.openTelemetry(), "one");
    Thread closing = new Thread(sdk::close);
    closing.start();
    receiver.awaitRequests(1);
    List<Boolean> flushed = new CopyOnWriteArrayList<>();
    Thread flushing = new Thread(() -> flushed.add(sdk.flush()));
    flushing.start();
    flushing.join(500); // It may take any time: a flush that is wrong returns at once.
    assertThat(flushed).isEmpty();
    receiver.resume();
    flushing.join();
    closing.join();
    assertThat(flushed).containsExactly(true);
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("one");
  }

  @Test
  void closeEndsThoughTheCollectorIsAbsent() {
    receiver.stop();
    OpenInferenceSdk sdk = builder().build();
    Spans.make(sdk.openTelemetry(), "one");
    sdk.close();
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference lost 1 span: "
                + receiver.tracesEndpoint()
                + " did not accept it before the shutdown: ConnectException (no connection)."
                + " Check that the collector runs, and check the host and port of the endpoint"
                + " (PHOENIX_COLLECTOR_ENDPOINT).");
  }

  @Test
  void noRequestExceedsFourMebibytes() {
    receiver.maxRequestBytes(4 * MEBIBYTE);
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 30, 420_000);
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spans())
        .extracting(ReceivedSpan::name)
        .containsExactlyElementsOf(Spans.names(30));
    assertThat(receiver.requests())
        .hasSize(4)
        .extracting(ReceivedRequest::status)
        .containsOnly(200);
  }

  @Test
  void aSpanThatAloneIsTooLargeIsSentAloneAndCostsNoOther() {
    receiver.maxRequestBytes(4 * MEBIBYTE);
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 2, 1_000);
      Spans.make(sdk.openTelemetry(), 1, 5 * MEBIBYTE);
      Spans.make(sdk.openTelemetry(), 2, 1_000);
      assertThat(sdk.flush()).isFalse();
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("0", "1", "0", "1");
    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status)
        .containsExactly(200, 413, 200);
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference lost 1 span: "
                + receiver.tracesEndpoint()
                + " refused it with HTTP 413. Raise the maximum request size of the collector.");
  }

  @Test
  void requestsAreHalvedForACollectorThatTakesLess() {
    receiver.maxRequestBytes(MEBIBYTE);
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 30, 100_000);
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spans())
        .extracting(ReceivedSpan::name)
        .containsExactlyElementsOf(Spans.names(30));
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void spansThatTheCollectorRefusesForGoodAreNotSentAgain() {
    receiver.respondWith(401, 1);
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "refused");
      assertThat(sdk.flush()).isFalse();
      assertThat(sdk.lostSpans()).isEqualTo(1);
      assertThat(sdk.flush()).as("nothing more is lost since").isTrue();
      Spans.make(sdk.openTelemetry(), "accepted");
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("accepted");
    assertThat(receiver.requests()).hasSize(2);
    assertThat(log.warnings())
        .containsExactly(
            "OpenInference lost 1 span: "
                + receiver.tracesEndpoint()
                + " refused it with HTTP 401. Check PHOENIX_API_KEY or the header that carries"
                + " the key.");
  }

  @Test
  void theNumberOfKeptSpansIsBoundedAndTheOldestGo() {
    receiver.stop();
    Map<String, String> environment =
        Map.of("otel.bsp.max.queue.size", "20", "otel.bsp.max.export.batch.size", "10");
    try (OpenInferenceSdk sdk = builder().environmentForTest(environment).build()) {
      for (int round = 0; round < 3; round++) {
        Spans.make(sdk.openTelemetry(), round + "a", round + "b");
        Spans.make(sdk.openTelemetry(), 8, 10);
        assertThat(sdk.flush()).isFalse();
      }
      receiver.restart();
      assertThat(receiver.awaitSpans(20, Duration.ofSeconds(30)))
          .extracting(ReceivedSpan::name)
          .doesNotContain("0a", "0b")
          .contains("1a", "1b", "2a", "2b");
    }
    assertThat(receiver.spans()).hasSize(20);
    assertThat(log.warnings())
        .last()
        .asString()
        .startsWith("OpenInference lost 10 spans")
        .endsWith(
            receiver.tracesEndpoint()
                + " accepted spans too slowly or not at all. The queue holds at most 20 spans"
                + " (OTEL_BSP_MAX_QUEUE_SIZE) or 64 MiB (OPENINFERENCE_QUEUE_MAX_BYTES).");
  }

  /** Text of 9 MB is made while a request hangs; a third of it may be kept. */
  @Test
  void theBytesOfKeptSpansAreBoundedFromTheMomentASpanEnds() {
    receiver.hang();
    Map<String, String> environment = Map.of("openinference.queue.max.bytes", "3145728");
    try (OpenInferenceSdk sdk = builder().environmentForTest(environment).build()) {
      Spans.make(sdk.openTelemetry(), 90, 100_000);
      receiver.stop();
      receiver.resume();
      receiver.restart();
      receiver.awaitSpans(1, Duration.ofSeconds(30));
      assertThat(sdk.flush()).isFalse();
      assertThat(sdk.lostSpans()).isBetween(50L, 75L);
      assertThat(receiver.spans()).hasSize(90 - (int) sdk.lostSpans());
      assertThat(receiver.spans()).extracting(ReceivedSpan::name).endsWith("88", "89");
    }
  }

  @Test
  void spansThatEndAfterCloseAreTold() {
    OpenInferenceSdk sdk = builder().build();
    Span open = Spans.tracer(sdk.openTelemetry()).spanBuilder("late").startSpan();
    assertThat(sdk.shutdown()).isTrue();
    open.end();
    assertThat(sdk.lostSpans()).isEqualTo(1);
    assertThat(sdk.flush()).isFalse();
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .startsWith("OpenInference lost a span: the call ended after OpenInferenceSdk was closed");
  }
}
