// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.core;

import io.openinference.benchmarks.NoOpSpanExporter;
import io.openinference.benchmarks.Texts;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Measures what spans hold that wait in OpenTelemetry's queue until a batch is full. */
public final class QueuedSpans {

  private static final int SPANS = 2_000;
  private static final int CHARACTERS = 400;
  private static final int COLLECTIONS = 3;

  /**
   * Returns the bytes on the heap of a span, the text of its messages included.
   *
   * @param messages of 400 characters each
   */
  public static double bytesHeld(int messages) {
    BatchSpanProcessor queue =
        BatchSpanProcessor.builder(new NoOpSpanExporter())
            .setScheduleDelay(Duration.ofHours(1))
            .setMaxQueueSize(2 * SPANS)
            .setMaxExportBatchSize(2 * SPANS)
            .build();
    try (OpenTelemetrySdk openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(queue).build())
            .build()) {
      OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
      // Makes keys, which stay.
      record(tracer, messages, 0);
      long before = heapAfterCollection();
      for (int i = 0; i < SPANS; i++) {
        record(tracer, messages, i);
      }
      return (double) (heapAfterCollection() - before) / SPANS;
    }
  }

  private static void record(OpenInferenceTracer tracer, int messages, int seed) {
    List<Message> texts =
        IntStream.range(0, messages)
            .mapToObj(i -> Message.user(Texts.ofLength(CHARACTERS, seed + i)))
            .toList();
    tracer.llm("chat").startSpan().inputMessages(texts).end();
  }

  private static long heapAfterCollection() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private QueuedSpans() {}
}
