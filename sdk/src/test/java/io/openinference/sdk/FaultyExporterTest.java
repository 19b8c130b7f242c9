// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an exporter does once, spans that come later are exported. */
class FaultyExporterTest {

  private static final String SECRET = "secret-4711";

  /** The first reaction of the exporter. */
  enum Fault {
    EXCEPTION(
        () -> {
          throw new IllegalStateException(SECRET);
        }),
    STACK_OVERFLOW(
        () -> {
          throw new StackOverflowError(SECRET);
        }),
    LINKAGE_ERROR(
        () -> {
          throw new NoSuchMethodError(SECRET);
        }),
    NULL(() -> null);

    private final Supplier<CompletableResultCode> result;

    Fault(Supplier<CompletableResultCode> result) {
      this.result = result;
    }
  }

  private static final class FaultyExporter implements SpanExporter {

    private final Fault fault;
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch succeeded = new CountDownLatch(1);
    private final AtomicInteger exported = new AtomicInteger();

    FaultyExporter(Fault fault) {
      this.fault = fault;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      if (failed.getCount() > 0) {
        failed.countDown();
        return fault.result.get();
      }
      exported.addAndGet(spans.size());
      succeeded.countDown();
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** Fails if errors reach the thread of the batch processor, which ends with them. */
  @ParameterizedTest
  @EnumSource
  void leavesTheBatchProcessorWorking(Fault fault) throws InterruptedException {
    FaultyExporter faulty = new FaultyExporter(fault);
    SpanExporter exporter = new OpenInferenceSpanExporter(faulty, new AttributeLoss(1));
    try (LogCapture log = LogCapture.of(TelemetryGuard.class);
        SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofMillis(1))
                        .build())
                .build()) {
      provider.get("test").spanBuilder("first").startSpan().end();
      assertThat(faulty.failed.await(10, TimeUnit.SECONDS)).isTrue();
      provider.get("test").spanBuilder("second").startSpan().end();

      assertThat(faulty.succeeded.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(log.records())
          .hasSizeLessThanOrEqualTo(1)
          .allSatisfy(
              record ->
                  assertThat(record.getMessage() + record.getThrown()).doesNotContain(SECRET));
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsTheRequestsAfterItBeSent(Fault fault) {
    FaultyExporter faulty = new FaultyExporter(fault);

    CompletableResultCode result =
        new OpenInferenceSpanExporter(faulty, new AttributeLoss(1), 1)
            .export(SpanFixtures.named(3));

    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(faulty.exported).hasValue(2);
  }
}
