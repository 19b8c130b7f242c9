// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.benchmarks.soak.Collector.State;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceSdk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends 2 GB of spans faster than a slow or hanging collector takes them, and watches the heap. */
final class LargeSpans {

  /** Room for the kept spans, the same again for requests, and the copies of the collector. */
  private static final double MAX_HEAP_BYTES = 160 << 20;

  private static final int SPANS = 2_048;
  private static final int CHARACTERS = 1_000_000;
  private static final int SPANS_PER_MEASUREMENT = 256;
  private static final int COLLECTIONS = 2;

  /** Measures with a collector that answers after 8 seconds, and with one that never answers. */
  static void measure(SoakResult result) throws IOException {
    measure(result, State.SLOW);
    measure(result, State.HANGING);
  }

  private static void measure(SoakResult result, State state) throws IOException {
    String name = state.name().toLowerCase(Locale.ROOT) + " collector";
    AtomicInteger arrived = new AtomicInteger();
    try (Collector collector = new Collector(span -> arrived.incrementAndGet())) {
      collector.become(state);
      long start = usedBytes();
      OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(collector.endpoint()).build();
      long peak = end(sdk);
      sdk.close();
      result.fact("spans of 1 MB lost with a " + name, sdk.lostSpans());
      result.bound(
          "heap for spans of 1 MB, " + name + ", bytes", (double) peak - start, MAX_HEAP_BYTES);
      result.bound(
          "spans of 1 MB neither taken nor told lost, " + name,
          (double) SPANS - arrived.get() - sdk.lostSpans(),
          0);
    }
  }

  /** Returns the most bytes that were used. */
  private static long end(OpenInferenceSdk sdk) {
    OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
    long peak = 0;
    for (int i = 0; i < SPANS; i++) {
      tracer.chain("large").startSpan().input("x".repeat(CHARACTERS + i)).end();
      if (i % SPANS_PER_MEASUREMENT == SPANS_PER_MEASUREMENT - 1) {
        peak = Math.max(peak, usedBytes());
      }
    }
    return peak;
  }

  private static long usedBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private LargeSpans() {}
}
