// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RedeliveringSpanExporterTest {

  private static final long NEVER = 3_600_000;

  private final LogRecorder log = new LogRecorder();
  private final ScriptedExporter collector = new ScriptedExporter();

  @AfterEach
  void stop() {
    log.close();
  }

  private RedeliveringSpanExporter exporter(int maxSpans, long maxBytes, long backoffMillis) {
    return new RedeliveringSpanExporter(
        collector, new RedeliverySettings(maxSpans, maxBytes, backoffMillis, backoffMillis, NEVER));
  }

  private RedeliveringSpanExporter exporter() {
    return exporter(100, 1_000_000, 1);
  }

  private static List<SpanData> spans(String... names) {
    return Stream.of(names).map(SpanFixtures::named).toList();
  }

  private static Throwable status(int status) {
    return FailedExportException.httpFailedWithResponse(new Answer(status));
  }

  private static Throwable status(GrpcStatusCode code, String description) {
    return FailedExportException.grpcFailedWithResponse(new GrpcAnswer(code, description));
  }

  private static Throwable noConnection() {
    return FailedExportException.httpFailedExceptionally(new ConnectException());
  }

  /** Attempts after the first end on another thread. */
  private static CompletableResultCode joined(CompletableResultCode result) {
    return result.join(10, TimeUnit.SECONDS);
  }

  @Test
  void theResultOfADeliveredBatchIsSuccess() {
    CompletableResultCode result = exporter().export(spans("a"));
    assertThat(result.isDone()).isFalse();
    collector.attempt(0).succeed();
    assertThat(result.isSuccess()).isTrue();
  }

  @Test
  void batchesAreSentOneAtATimeAndInOrder() {
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("a"));
    exporter.export(spans("b"));
    exporter.export(spans("c"));
    assertThat(collector.sentNames()).containsExactly(List.of("a"));
    collector.attempt(0).succeed();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b"));
    collector.attempt(1).succeed();
    collector.attempt(2).succeed();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
  }

  @Test
  void batchesAreCopiedBecauseTheBatchProcessorReusesItsList() {
    java.util.ArrayList<SpanData> reused = new java.util.ArrayList<>(spans("a"));
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("first"));
    exporter.export(reused);
    reused.clear();
    collector.attempt(0).succeed();
    assertThat(collector.sentNames()).containsExactly(List.of("first"), List.of("a"));
  }

  static Stream<Throwable> temporaryFailures() {
    return Stream.of(
        noConnection(),
        FailedExportException.httpFailedExceptionally(new IOException("timeout")),
        FailedExportException.grpcFailedExceptionally(new ConnectException()),
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
    RedeliveringSpanExporter exporter = exporter();
    CompletableResultCode result = exporter.export(spans("a"));
    for (int i = 0; i < 10; i++) {
      collector.nextAttempt().failExceptionally(failure);
      assertThat(result.isDone()).as("nobody waits for a collector that is away").isTrue();
    }
    collector.nextAttempt().succeed();
    assertThat(collector.sentNames()).hasSize(11).containsOnly(List.of("a"));
    assertThat(joined(exporter.flush()).isSuccess()).isTrue();
  }

  static Stream<Throwable> finalFailures() {
    return Stream.of(
        status(400),
        status(401),
        status(403),
        status(404),
        status(GrpcStatusCode.UNAUTHENTICATED, ""),
        status(GrpcStatusCode.UNIMPLEMENTED, ""));
  }

  @ParameterizedTest
  @MethodSource("finalFailures")
  void aBatchIsGivenUpAfterAFinalFailure(Throwable failure) {
    RedeliveringSpanExporter exporter = exporter();
    CompletableResultCode refused = exporter.export(spans("a"));
    CompletableResultCode next = exporter.export(spans("b"));
    collector.attempt(0).failExceptionally(failure);
    collector.attempt(1).succeed();
    assertThat(refused.isSuccess()).isFalse();
    assertThat(next.isSuccess()).isTrue();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b"));
  }

  static Stream<Throwable> unclearFailures() {
    return Stream.of(
        status(500),
        status(GrpcStatusCode.UNKNOWN, ""),
        new IllegalStateException("other exporter"));
  }

  @ParameterizedTest
  @MethodSource("unclearFailures")
  void aBatchIsGivenUpAfterFiveUnclearFailures(Throwable failure) throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("a"));
    exporter.export(spans("b"));
    for (int i = 0; i < 5; i++) {
      collector.nextAttempt().failExceptionally(failure);
    }
    collector.nextAttempt().succeed();
    assertThat(collector.sentNames())
        .startsWith(List.of("a"))
        .endsWith(List.of("a"), List.of("b"))
        .hasSize(6);
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
  void aBatchThatIsTooLargeIsHalved(Throwable failure) {
    RedeliveringSpanExporter exporter = exporter();
    CompletableResultCode result = exporter.export(spans("a", "b", "c"));
    collector.attempt(0).failExceptionally(failure);
    collector.attempt(1).succeed();
    collector.attempt(2).failExceptionally(failure);
    collector.attempt(3).succeed();
    assertThat(result.isDone()).isFalse();
    collector.attempt(4).failExceptionally(failure);
    assertThat(collector.sentNames())
        .containsExactly(
            List.of("a", "b", "c"), List.of("a"), List.of("b", "c"), List.of("b"), List.of("c"));
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(log.warnings())
        .containsExactly(
            "Lost 1 span(s): one alone is larger than the collector takes. This is logged once.");
  }

  @Test
  void newBatchesFailAtOnceWhileTheCollectorIsAwayButAreKept() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter(100, 1_000_000, NEVER);
    exporter.export(spans("a"));
    collector.nextAttempt().failExceptionally(noConnection());
    CompletableResultCode result = exporter.export(spans("b"));
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(collector.hasNoNewAttempt()).isTrue();

    CompletableResultCode flush = exporter.flush();
    collector.nextAttempt().succeed();
    collector.nextAttempt().succeed();
    assertThat(joined(flush).isSuccess()).isTrue();
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("a"), List.of("b"));
  }

  @Test
  void flushFailsAsSoonAsThereIsNoConnection() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter(100, 1_000_000, NEVER);
    exporter.export(spans("a"));
    CompletableResultCode flush = exporter.flush();
    assertThat(flush.isDone()).isFalse();
    collector.nextAttempt().failExceptionally(noConnection());
    assertThat(flush.isDone()).isTrue();
    assertThat(flush.isSuccess()).isFalse();
  }

  @Test
  void flushWaitsForACollectorThatAnswers() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("a"));
    CompletableResultCode flush = exporter.flush();
    collector.nextAttempt().failExceptionally(status(503));
    assertThat(flush.isDone()).isFalse();
    collector.nextAttempt().succeed();
    assertThat(joined(flush).isSuccess()).isTrue();
  }

  @Test
  void theOldestGoWhenThereAreTooManySpans() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter(3, 1_000_000, NEVER);
    exporter.export(spans("a"));
    collector.nextAttempt().failExceptionally(noConnection());
    exporter.export(spans("b", "c"));
    exporter.export(spans("d"));
    exporter.flush();
    collector.nextAttempt().succeed();
    collector.nextAttempt().succeed();
    assertThat(collector.sentNames()).endsWith(List.of("b", "c"), List.of("d")).hasSize(3);
    assertThat(log.warnings())
        .containsExactly(
            "The collector does not take spans now. Up to 3 spans (OTEL_BSP_MAX_QUEUE_SIZE) and 0"
                + " MiB are kept and sent when it does. This is logged once.",
            "Lost 1 span(s): the collector has been away for too long, and the oldest spans make"
                + " room for new ones. This is logged once.");
  }

  @Test
  void theOldestGoWhenThereAreTooManyBytes() throws InterruptedException {
    long bytes = SpanSize.of(SpanFixtures.named("a"));
    RedeliveringSpanExporter exporter = exporter(100, 2 * bytes, NEVER);
    exporter.export(spans("a"));
    collector.nextAttempt().failExceptionally(noConnection());
    exporter.export(spans("b"));
    exporter.export(spans("c"));
    exporter.flush();
    collector.nextAttempt().succeed();
    collector.nextAttempt().succeed();
    assertThat(collector.sentNames()).endsWith(List.of("b"), List.of("c")).hasSize(3);
  }

  @Test
  void nothingIsDroppedForItsBytesWhileTheCollectorTakesSpans() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter(100, 1, NEVER);
    exporter.export(spans("a"));
    exporter.export(spans("b"));
    exporter.export(spans("c"));
    for (int i = 0; i < 3; i++) {
      collector.nextAttempt().succeed();
    }
    assertThat(collector.sentNames()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
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
    CompletableResultCode result = exporter().export(spans("a"));
    assertThat(result.isDone()).isTrue();
    assertThat(attempts.await(10, TimeUnit.SECONDS)).isTrue();
    collector.nextAttempt().succeed();
  }

  @Test
  void aLongQueueOfAnExporterThatCompletesAtOnceNeedsNoDeepStack() {
    CompletableResultCode first = new CompletableResultCode();
    AtomicInteger exports = new AtomicInteger();
    SpanExporter immediate =
        SpanFixtures.exporter(
            spans -> exports.getAndIncrement() == 0 ? first : CompletableResultCode.ofSuccess());
    RedeliveringSpanExporter exporter =
        new RedeliveringSpanExporter(
            immediate, new RedeliverySettings(100_000, 1_000_000_000, NEVER, NEVER, NEVER));
    for (int i = 0; i < 50_000; i++) {
      exporter.export(spans("s"));
    }
    assertThat(exports).hasValue(1);
    first.succeed();
    assertThat(exports).hasValue(50_000);
  }

  @Test
  void shutdownDeliversWhatIsLeftAndRefusesMore() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("a"));
    CompletableResultCode shutdown = exporter.shutdown();
    assertThat(exporter.export(spans("late")).isSuccess()).isFalse();
    assertThat(shutdown.isDone()).isFalse();
    collector.nextAttempt().failExceptionally(status(503));
    collector.nextAttempt().succeed();
    assertThat(joined(shutdown).isSuccess()).isTrue();
    assertThat(exporter.shutdown()).isSameAs(shutdown);
    assertThat(collector.calls()).containsExactly("shutdown");
  }

  @Test
  void shutdownGivesUpWithoutAConnection() throws InterruptedException {
    RedeliveringSpanExporter exporter = exporter();
    exporter.export(spans("a", "b"));
    CompletableResultCode shutdown = exporter.shutdown();
    collector.nextAttempt().failExceptionally(noConnection());
    assertThat(shutdown.isDone()).isTrue();
    assertThat(shutdown.isSuccess()).isFalse();
    assertThat(collector.calls()).containsExactly("shutdown");
    assertThat(log.warnings())
        .contains(
            "Lost 2 span(s): the collector did not take them before shutdown. This is logged once.");
  }

  @Test
  void shutdownGivesUpACollectorThatHangs() {
    RedeliveringSpanExporter exporter =
        new RedeliveringSpanExporter(
            collector, new RedeliverySettings(100, 1_000_000, 1, 1, /* shutdownMillis= */ 1));
    CompletableResultCode result = exporter.export(spans("a"));
    CompletableResultCode shutdown = exporter.shutdown().join(10, TimeUnit.SECONDS);
    assertThat(shutdown.isDone()).isTrue();
    assertThat(collector.calls()).containsExactly("shutdown");
    // The real exporter cancels its requests at shutdown.
    collector.attempt(0).failExceptionally(status(503));
    assertThat(result.isDone()).isTrue();
    assertThat(log.warnings())
        .containsExactly(
            "Lost 1 span(s): the collector did not take them before shutdown. This is logged once.");
    assertThat(collector.sentNames()).hasSize(1);
  }

  private record Answer(int getStatusCode) implements HttpResponse {

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }

  private record GrpcAnswer(GrpcStatusCode getStatusCode, String getStatusDescription)
      implements GrpcResponse {

    @Override
    public byte[] getResponseMessage() {
      return new byte[0];
    }
  }
}
