// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.core;

import io.openinference.benchmarks.Texts;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Counts spans of 420 KB that ended at a steady rate, and those that reached a receiver that
 * refuses requests of more than 4 MiB.
 *
 * @param sent spans
 * @param delivered of these spans
 * @param largestRequest bytes before compression
 */
public record ExportLoad(int sent, int delivered, int largestRequest) {

  /** The largest request that Phoenix and other receivers accept, in bytes. */
  public static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  /** Spans that end in a second. */
  public static final int SPANS_PER_SECOND = 50;

  private static final int MESSAGES = 200;
  private static final int CHARACTERS = 2_040;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Sends spans for so many seconds, and then waits until all are delivered or lost. */
  public static ExportLoad run(int seconds) throws InterruptedException {
    int spans = SPANS_PER_SECOND * seconds;
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.maxRequestBytes(MAX_REQUEST_BYTES);
      send(receiver, spans);
      int largest =
          receiver.requests().stream().mapToInt(ReceivedRequest::uncompressedBytes).max().orElse(0);
      long delivered = receiver.spans().stream().map(ReceivedSpan::spanId).distinct().count();
      return new ExportLoad(spans, (int) delivered, largest);
    }
  }

  private static void send(OtlpReceiver receiver, int spans) throws InterruptedException {
    List<Message> messages =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> Message.user(Texts.ofLength(CHARACTERS, i)))
            .toList();
    try (OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
      long start = System.nanoTime();
      for (int i = 0; i < spans; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / SPANS_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        tracer.llm("chat").startSpan().inputMessages(messages).end();
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (receiver.spans().size() < spans && System.nanoTime() < end) {
        sdk.flush();
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }
}
