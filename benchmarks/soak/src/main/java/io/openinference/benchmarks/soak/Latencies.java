// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How long calls took at the call site, with and without tracing, in memory that never grows. */
final class Latencies {

  private final Map<Scenario, Timed> byScenario = new EnumMap<>(Scenario.class);

  Latencies(int maxCalls) {
    for (Scenario scenario : Scenario.values()) {
      if (scenario.isTimed()) {
        byScenario.put(scenario, new Timed(new Samples(maxCalls), new Samples(maxCalls)));
      }
    }
  }

  void add(Scenario scenario, boolean isTraced, long nanos) {
    @Nullable Timed timed = byScenario.get(scenario);
    if (timed != null) {
      (isTraced ? timed.traced : timed.untraced).add(nanos);
    }
  }

  /** Forgets what was measured so far. */
  void clear() {
    byScenario
        .values()
        .forEach(
            timed -> {
              timed.traced.next.set(0);
              timed.untraced.next.set(0);
            });
  }

  /** Returns what was measured, for each scenario that is timed. */
  List<Latency> summary() {
    List<Latency> summary = new ArrayList<>();
    byScenario.forEach((scenario, timed) -> summary.add(timed.summary(scenario)));
    return summary;
  }

  private record Timed(Samples traced, Samples untraced) {

    Latency summary(Scenario scenario) {
      return new Latency(
          scenario.name(),
          untraced.count(),
          traced.count(),
          untraced.micros(0.5),
          traced.micros(0.5),
          untraced.micros(0.99),
          traced.micros(0.99));
    }
  }

  private static final class Samples {

    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();

    Samples(int capacity) {
      nanos = new long[capacity];
    }

    void add(long value) {
      int index = next.getAndIncrement();
      if (index < nanos.length) {
        nanos[index] = value;
      }
    }

    int count() {
      return Math.min(next.get(), nanos.length);
    }

    double micros(double quantile) {
      int count = count();
      if (count == 0) {
        return 0;
      }
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted[Math.min(count - 1, (int) (count * quantile))] / 1_000.0;
    }
  }
}
