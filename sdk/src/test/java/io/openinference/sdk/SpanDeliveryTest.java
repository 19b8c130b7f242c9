// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exporter's answers, which each test scripts, decide about spans. */
@Timeout(60)
class SpanDeliveryTest {

  private static final long NEVER = 3_600_000;
  private static final Throwable NO_CONNECTION =
      FailedExportException.httpFailedExceptionally(new ConnectException());

  private final LogRecorder log = new LogRecorder();
  private final ScriptedExporter collector = new ScriptedExporter();
  private final List<SpanDelivery> deliveries = new ArrayList<>();

  @AfterEach
  void stop() {
    deliveries.forEach(delivery -> delivery.close(System.nanoTime()));
    log.close();
  }

  private SpanDelivery delivery(int maxSpans, long maxBytes, int maxBatch, long backoffMillis) {
    SpanDelivery delivery =
        new SpanDelivery(
            new BatchExporter(collector, null, "collector"),
            settings(maxSpans, maxBytes, maxBatch, backoffMillis));
    deliveries.add(delivery);
    return delivery;
  }

  private static DeliverySettings settings(
      int maxSpans, long maxBytes, int maxBatch, long backoffMillis) {
    return new DeliverySettings(
        maxSpans,
        maxBytes,
        maxBatch,
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        backoffMillis,
        backoffMillis);
  }

  /** Sends a batch of each span that is added. */
  private SpanDelivery delivery() {
    return delivery(100, 1_000_000, 1, 1);
  }

  private static void add(SpanDelivery delivery, String... names) {
    for (String name : names) {
      delivery.add(SpanFixtures.named(name));
    }
  }

  private static void close(SpanDelivery delivery) {
    delivery.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(9));
  }

  private static CompletableResultCode joined(CompletableResultCode result) {
    return result.join(10, TimeUnit.SECONDS);
  }

  private static Throwable status(int status) {
    return FailedExportException.httpFailedWithResponse(new HttpStatus(status));
  }

  private static Throwable status(GrpcStatusCode code, String description) {
    return FailedExportException.grpcFailedWithResponse(new GrpcStatus(code, description));
  }

  @Test
  void batchesAreSentOneAtATimeAndInOrder() throws InterruptedException {
    SpanDelivery delivery = delivery(100, 1_000_000, 2, NEVER);
    add(delivery, "a", "b", "c", "d", "e");
    CompletableResultCode first = collector.nextAttempt();
    assertThat(collector.hasNoNewAttempt()).isTrue();
    first.succeed();
    collector.nextAttempt().succeed();
    CompletableResultCode flush = delivery.flush();
    collector.nextAttempt().succeed();
    assertThat(joined(flush).isSuccess()).isTrue();
    assertThat(collector.sentNames())
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  static Stream<Throwable> temporaryFailures() {
    return Stream.of(
        NO_CONNECTION,
        FailedExportException.httpFailedExceptionally(new IOException("timeout")),
        FailedExportException.grpcFailedExceptionally(new ConnectException()),
        status(408),
        status(429),
        status(502),
        status(503),
        status(504),
        status(507),
        status(GrpcStatusCode.UNAVAILABLE, ""),
        status(GrpcStatusCode.DEADLINE_EXCEEDED, ""),
        status(GrpcStatusCode.RESOURCE_EXHAUSTED, "quota"));
  }

  @ParameterizedTest
  @MethodSource("temporaryFailures")
  void aBatchIsSentAgainAfterATemporaryFailure(Throwable failure) throws InterruptedException {
    SpanDelivery delivery = delivery();
    add(delivery, "a", "b");
    for (int i = 0; i < 10; i++) {
      collector.nextAttempt().failExceptionally(failure);
    }
    collector.nextAttempt().succeed();
    collector.nextAttempt().succeed();
    assertThat(joined(delivery.flush()).isSuccess()).isTrue();
    assertThat(collector.sentNames()).hasSize(12).endsWith(List.of("a"), List.of("b"));
    assertThat(delivery.lostSpans()).isZero();
  }

  static Stream<Throwable> finalFailures() {
    return Stream.of(
        status(400),
        status(401),
        status(403),
        status(404),
        status(405),
        status(302),
        status(GrpcStatusCode.UNAUTHENTICATED, ""),
        status(GrpcStatusCode.UNIMPLEMENTED, ""));
  }

  @ParameterizedTest
  @MethodSource("finalFailures")
  void aBatchIsGivenUpAfterAFinalFailure(Throwable failure) throws InterruptedException {
    SpanDelivery delivery = delivery();
    add(delivery, "a", "b");
    collector.nextAttempt().failExceptionally(failure);
    collector.nextAttempt().succeed();
    close(delivery);
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b"));
    assertThat(delivery.lostSpans()).isEqualTo(1);
    assertThat(log.messages()).singleElement().asString().startsWith("OpenInference lost 1 span: ");
  }

  static Stream<Throwable> unclearFailures() {
    return Stream.of(
        status(500),
        status(GrpcStatusCode.UNKNOWN, ""),
        new IllegalStateException("other exporter"));
  }

  /** The batch stays the same, so that it drags no others into its loss. */
  @ParameterizedTest
  @MethodSource("unclearFailures")
  void aBatchIsGivenUpAfterFiveUnclearFailures(Throwable failure) throws InterruptedException {
    SpanDelivery delivery = delivery(100, 1_000_000, 100, 1);
    add(delivery, "a");
    CompletableResultCode flush = delivery.flush();
    CompletableResultCode first = collector.nextAttempt();
    add(delivery, "b");
    first.failExceptionally(failure);
    for (int i = 0; i < 4; i++) {
      collector.nextAttempt().failExceptionally(failure);
    }
    assertThat(joined(flush).isSuccess()).isTrue();
    collector.nextAttempt().succeed();
    close(delivery);
    assertThat(collector.sentNames())
        .startsWith(List.of("a"))
        .endsWith(List.of("a"), List.of("b"))
        .hasSize(6);
    assertThat(delivery.lostSpans()).isEqualTo(1);
  }

  static Stream<Throwable> refusalsOfTheSize() {
    return Stream.of(
        status(413),
        status(
            GrpcStatusCode.RESOURCE_EXHAUSTED,
            "SERVER: Received message larger than max (5 vs. 4)"),
        status(GrpcStatusCode.RESOURCE_EXHAUSTED, "gRPC message exceeds maximum size 4: 5"));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfTheSize")
  void aBatchThatIsTooLargeIsHalved(Throwable failure) throws InterruptedException {
    SpanDelivery delivery = delivery(100, 1_000_000, 3, 1);
    add(delivery, "a", "b", "c");
    CompletableResultCode flush = delivery.flush();
    collector.nextAttempt().failExceptionally(failure);
    collector.nextAttempt().succeed();
    collector.nextAttempt().failExceptionally(failure);
    collector.nextAttempt().succeed();
    collector.nextAttempt().failExceptionally(failure);
    assertThat(joined(flush).isDone()).isTrue();
    close(delivery);
    assertThat(collector.sentNames())
        .containsExactly(
            List.of("a", "b", "c"), List.of("a"), List.of("b", "c"), List.of("b"), List.of("c"));
    assertThat(delivery.lostSpans()).isEqualTo(1);
  }

  @Test
  void flushFailsAsSoonAsThereIsNoConnection() throws InterruptedException {
    SpanDelivery delivery = delivery(100, 1_000_000, 100, NEVER);
    add(delivery, "a");
    CompletableResultCode flush = delivery.flush();
    CompletableResultCode attempt = collector.nextAttempt();
    assertThat(flush.isDone()).isFalse();
    attempt.failExceptionally(NO_CONNECTION);
    assertThat(joined(flush).isDone()).isTrue();
    assertThat(flush.isSuccess()).isFalse();
    assertThat(collector.hasNoNewAttempt()).isTrue();
    CompletableResultCode second = delivery.flush();
    collector.nextAttempt().succeed();
    assertThat(joined(second).isSuccess()).isTrue();
  }

  @Test
  void flushWaitsForACollectorThatAnswers() throws InterruptedException {
    SpanDelivery delivery = delivery();
    add(delivery, "a");
    CompletableResultCode flush = delivery.flush();
    collector.nextAttempt().failExceptionally(status(503));
    CompletableResultCode second = collector.nextAttempt();
    assertThat(flush.isDone()).isFalse();
    second.succeed();
    assertThat(joined(flush).isSuccess()).isTrue();
  }

  @Test
  void theOldestGoWhenThereAreTooManySpans() throws InterruptedException {
    SpanDelivery delivery = delivery(3, 1_000_000, 3, NEVER);
    add(delivery, "a");
    CompletableResultCode flush = delivery.flush();
    collector.nextAttempt().failExceptionally(NO_CONNECTION);
    joined(flush);
    add(delivery, "b", "c", "d");
    assertThat(delivery.lostSpans()).isEqualTo(1);
    CompletableResultCode second = delivery.flush();
    collector.nextAttempt().succeed();
    assertThat(joined(second).isSuccess()).isTrue();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b", "c", "d"));
  }

  /** The request under way counts twice, as it holds a copy of its spans. */
  @Test
  void bytesAreBoundedWhileARequestIsUnderWay() throws InterruptedException {
    long bytes = SpanWeight.of(SpanFixtures.named("a"));
    SpanDelivery delivery = delivery(100, 4 * bytes, 1, NEVER);
    add(delivery, "a");
    CompletableResultCode attempt = collector.nextAttempt();
    add(delivery, "b", "c", "d");
    assertThat(delivery.lostSpans()).isEqualTo(1);
    attempt.succeed();
    collector.nextAttempt().succeed();
    collector.nextAttempt().succeed();
    assertThat(joined(delivery.flush()).isSuccess()).isTrue();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("c"), List.of("d"));
  }

  @Test
  void anExporterThatThrowsIsTriedAgain() throws InterruptedException {
    CountDownLatch attempts = new CountDownLatch(3);
    collector.onExport(
        spans -> {
          attempts.countDown();
          if (attempts.getCount() > 0) {
            throw new StackOverflowError();
          }
        });
    add(delivery(), "a");
    assertThat(attempts.await(10, TimeUnit.SECONDS)).isTrue();
    collector.nextAttempt().succeed();
  }

  @Test
  void anExporterThatNeedsTooMuchMemoryLosesTheBatchAlone() throws InterruptedException {
    collector.onExport(
        spans -> {
          if (spans.iterator().next().getName().equals("a")) {
            throw new OutOfMemoryError("by the test");
          }
        });
    SpanDelivery delivery = delivery();
    add(delivery, "a", "b");
    collector.nextAttempt().succeed();
    assertThat(joined(delivery.flush()).isSuccess()).isTrue();
    assertThat(delivery.lostSpans()).isEqualTo(1);
    assertThat(collector.sentNames()).containsExactly(List.of("b"));
  }

  @Test
  void closeDeliversWhatIsLeftAndRefusesMore() throws InterruptedException {
    SpanDelivery delivery = delivery(100, 1_000_000, 100, 1);
    add(delivery, "a");
    Thread closing = new Thread(() -> close(delivery));
    closing.start();
    collector.nextAttempt().failExceptionally(status(503));
    collector.nextAttempt().succeed();
    closing.join();
    assertThat(collector.calls()).containsExactly("shutdown");
    assertThat(delivery.lostSpans()).isZero();
    add(delivery, "late");
    assertThat(delivery.lostSpans()).isEqualTo(1);
  }

  @Test
  void closeGivesUpACollectorThatHangs() throws InterruptedException {
    SpanDelivery delivery = delivery();
    add(delivery, "a");
    CompletableResultCode attempt = collector.nextAttempt();
    delivery.close(System.nanoTime());
    assertThat(attempt.isDone()).isFalse();
    assertThat(collector.calls()).containsExactly("shutdown");
    assertThat(delivery.lostSpans()).isEqualTo(1);
    assertThat(log.warnings()).hasSize(1);
  }

  /** On Java 17, the release of a client waits for the end of its thread. */
  @Test
  void aCallThatEndsDoesNotWaitForTheReleaseOfConnections() throws InterruptedException {
    CountDownLatch releases = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    OtlpSender sender =
        new OtlpSender() {
          @Override
          void release() {
            releases.countDown();
            boolean isInterrupted = false; // The close interrupts the delivery thread.
            while (mayEnd.getCount() > 0) {
              try {
                mayEnd.await();
              } catch (InterruptedException closing) {
                isInterrupted = true;
              }
            }
            if (isInterrupted) {
              Thread.currentThread().interrupt();
            }
          }
        };
    SpanDelivery delivery =
        new SpanDelivery(
            new BatchExporter(collector, sender, "collector"), settings(100, 1_000_000, 1, 1));
    deliveries.add(delivery);
    add(delivery, "a");
    collector.nextAttempt().succeed();
    Thread closing = new Thread(() -> close(delivery));
    closing.start();
    assertThat(releases.await(10, TimeUnit.SECONDS)).isTrue();
    closing.join(TimeUnit.SECONDS.toMillis(10));
    Thread ending = new Thread(() -> add(delivery, "late"));
    ending.start();
    ending.join(TimeUnit.SECONDS.toMillis(10));
    boolean isWaiting = ending.isAlive();
    mayEnd.countDown();
    assertThat(isWaiting).isFalse();
    assertThat(delivery.lostSpans()).isEqualTo(1);
  }

  private record HttpStatus(int getStatusCode) implements HttpResponse {

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }

  private record GrpcStatus(GrpcStatusCode getStatusCode, String getStatusDescription)
      implements GrpcResponse {

    @Override
    public byte[] getResponseMessage() {
      return new byte[0];
    }
  }

  @Test
  void aCallThatEndsDuringTheCloseIsDelivered() throws Exception {
    SpanDelivery delivery = delivery(100, 1_000_000, 10, 1);
    add(delivery, "first");
    Thread closing = new Thread(() -> close(delivery));
    closing.start();
    CompletableResultCode attempt = collector.nextAttempt();
    add(delivery, "during the close");
    attempt.succeed();
    collector.nextAttempt().succeed();
    closing.join();

    assertThat(collector.sentNames())
        .containsExactly(List.of("first"), List.of("during the close"));
    assertThat(delivery.lostSpans()).isZero();
  }
}
