// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the collector does must neither reach the application nor cost it spans. */
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
  void spansMadeWhileTheCollectorIsAbsentArriveInOrder() {
    receiver.stop();
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 2_048, 10);
      assertThat(sdk.flush()).isFalse();
      receiver.restart();
      assertThat(receiver.awaitSpans(2_048, Duration.ofSeconds(30)))
          .extracting(ReceivedSpan::name)
          .containsExactlyElementsOf(Spans.names(2_048));
    }
    assertThat(receiver.spans()).hasSize(2_048);
    assertThat(log.warnings())
        .containsExactly(
            "The collector does not take spans now. Up to 2048 spans (OTEL_BSP_MAX_QUEUE_SIZE) and"
                + " 64 MiB are kept and sent when it does. This is logged once.");
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
            "Lost 1 span(s): the collector did not take them before shutdown. This is logged once.");
  }

  @Test
  void closeEndsThoughTheCollectorIsAbsent() {
    receiver.stop();
    OpenInferenceSdk sdk = builder().build();
    Spans.make(sdk.openTelemetry(), "one");
    sdk.close();
    assertThat(log.warnings())
        .last()
        .isEqualTo(
            "Lost 1 span(s): the collector did not take them before shutdown. This is logged"
                + " once.");
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
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("0", "1", "0", "1");
    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status)
        .containsExactly(200, 413, 200);
    assertThat(log.warnings())
        .containsExactly(
            "Lost 1 span(s): one alone is larger than the collector takes. This is logged"
                + " once.");
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
      assertThat(sdk.flush()).isTrue();
      Spans.make(sdk.openTelemetry(), "accepted");
    }
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("accepted");
    assertThat(receiver.requests()).hasSize(2);
    assertThat(log.warnings())
        .containsExactly(
            "Lost 1 span(s): the collector refuses them; the message of the exporter tells why."
                + " This is logged once.");
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
        .contains(
            "Lost 10 span(s): the collector has been away for too long, and the oldest spans make"
                + " room for new ones. This is logged once.");
  }
}
