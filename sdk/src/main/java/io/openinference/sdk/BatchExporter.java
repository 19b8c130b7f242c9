// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one batch as one request and waits for the answer, on the delivery thread. */
final class BatchExporter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final int MAX_UNCLEAR_ATTEMPTS = 5;
  private static final int MAX_OVERSIZED_ATTEMPTS = 2;

  private final SpanExporter exporter;
  private final @Nullable OtlpSender sender;
  private final String endpoint;
  private final ProjectSpans projects = new ProjectSpans();
  private final GenAiConversion conversion;
  private boolean oversized;

  /**
   * Creates an exporter of batches.
   *
   * @param sender the sender that the exporter uses, or null if it is not one of ours
   * @param endpoint where spans go, for log lines
   */
  BatchExporter(SpanExporter exporter, @Nullable OtlpSender sender, String endpoint) {
    this(exporter, sender, endpoint, GenAiConversion.NONE);
  }

  BatchExporter(
      SpanExporter exporter,
      @Nullable OtlpSender sender,
      String endpoint,
      GenAiConversion conversion) {
    this.conversion = conversion;
    this.exporter = exporter;
    this.sender = sender;
    this.endpoint = endpoint;
  }

  /** Returns where spans go, for log lines. */
  String endpoint() {
    return endpoint;
  }

  /** Returns the first spans that fit into one request, under the resource of their project. */
  List<SpanData> firstRequest(List<QueuedSpan> batch) {
    try {
      ExportRequest request = new ExportRequest();
      for (QueuedSpan queued : batch) {
        SpanData span = conversion.apply(projects.underProject(queued.span()));
        if (!request.add(span, SpanSize.of(span), RequestSplitter.MAX_REQUEST_BYTES)) {
          break;
        }
      }
      oversized = request.bytes() > RequestSplitter.MAX_REQUEST_BYTES;
      return request.spans();
    } catch (Throwable fault) {
      GUARD.handle("preparation of spans for delivery", fault);
      return new ArrayList<>(batch.stream().map(QueuedSpan::span).toList());
    }
  }

  /** Tells whether the last request is larger than the size that collectors accept by default. */
  boolean isOversized() {
    return oversized;
  }

  static int maxAttempts(boolean isOversized) {
    return isOversized ? MAX_OVERSIZED_ATTEMPTS : MAX_UNCLEAR_ATTEMPTS;
  }

  Answer send(List<SpanData> spans, Duration timeout) {
    try {
      CompletableResultCode result = GuardedExport.export(exporter, spans);
      result.join(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return result.isDone()
          ? Answer.of(result)
          : Answer.failed(DeliveryOutcome.UNANSWERED, "no answer", "");
    } catch (OutOfMemoryError noMemory) {
      // The heap belongs to the application: spans are dropped if telemetry needs too much of
      // it.
      return Answer.failed(
          DeliveryOutcome.UNSENDABLE, "OutOfMemoryError while the request was encoded", "");
    }
  }

  /** Releases threads and connections while there is nothing to send. */
  void release() {
    if (sender != null) {
      sender.release();
    }
  }

  void shutdown() {
    GUARD.run("shutdown of the exporter", exporter::shutdown);
  }

  @Override
  public String toString() {
    return exporter.toString();
  }
}
