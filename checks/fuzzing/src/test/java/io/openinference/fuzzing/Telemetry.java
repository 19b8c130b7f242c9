// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Runs what makes spans, and fails if it does not end, if a guard had to catch something, if a span
 * does not end exactly once, or if what a collector receives is not valid.
 */
final class Telemetry implements AutoCloseable {

  /** By far more than any of it takes, so that only an endless loop reaches it. */
  private static final Duration TOO_LONG = Duration.ofSeconds(60);

  // Strong references, because the log manager holds loggers weakly.
  private static final Logger GUARDS = Logger.getLogger(TelemetryGuard.class.getName());
  private static final Logger SPANS = Logger.getLogger("io.opentelemetry.sdk.trace.SdkSpan");

  private final Faults faults = new Faults();
  private final Recording recording = new Recording();
  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final OtlpHttpSpanExporter exporter =
      OtlpHttpSpanExporter.builder().setEndpoint(receiver.tracesEndpoint()).build();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .setSpanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
                  .addSpanProcessor(recording)
                  .build())
          .build();

  Telemetry() {
    GUARDS.addHandler(faults);
    // The SDK tells of a second end at this level only.
    SPANS.setLevel(Level.FINE);
    SPANS.addHandler(faults);
  }

  OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** Runs the work and returns its spans, as a collector receives them. */
  List<ReceivedSpan> check(Runnable work) {
    receiver.clear();
    faults.seen.clear();
    recording.clear();
    assertTimeoutPreemptively(TOO_LONG, work::run);

    assertThat(faults.seen).extracting(Faults::describe).isEmpty();
    assertThat(recording.ended).hasSize(recording.started.get());
    if (!recording.ended.isEmpty()) {
      CompletableResultCode result = exporter.export(recording.ended);
      assertThat(result.join(TOO_LONG.toSeconds(), TimeUnit.SECONDS).isSuccess())
          .as("the collector could read the spans")
          .isTrue();
    }
    List<ReceivedSpan> spans = receiver.spans();
    assertThat(spans).hasSameSizeAs(recording.ended).allSatisfy(Validity::check);
    return spans;
  }

  @Override
  public void close() {
    GUARDS.removeHandler(faults);
    SPANS.removeHandler(faults);
    SPANS.setLevel(null);
    exporter.shutdown();
    sdk.close();
    receiver.close();
  }

  private static final class Recording implements SpanProcessor {

    private final AtomicInteger started = new AtomicInteger();
    private final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();

    void clear() {
      started.set(0);
      ended.clear();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      started.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private static final class Faults extends Handler {

    private final Queue<LogRecord> seen = new ConcurrentLinkedQueue<>();

    static String describe(LogRecord fault) {
      StringBuilder text = new StringBuilder(fault.getMessage());
      if (fault.getThrown() != null) {
        for (StackTraceElement frame : fault.getThrown().getStackTrace()) {
          text.append("\n  at ").append(frame);
        }
      }
      return text.toString();
    }

    @Override
    public void publish(LogRecord logged) {
      boolean second = logged.getMessage().startsWith("Calling end()");
      boolean warning = logged.getLevel().intValue() >= Level.WARNING.intValue();
      if (second || (warning && !Hostile.isCauseOf(logged.getThrown()))) {
        seen.add(logged);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
