// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.sdk.OpenInferenceSdk;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Calls real clients from many threads while the collector fails in turns, and accounts for each
 * span. Exits with 1 if a bound does not hold.
 *
 * @since 0.1.0
 */
public final class Soak {

  private static final List<Logger> QUIET = List.of(Logger.getLogger("okhttp3.OkHttpClient"));
  private static final long PATIENCE_SECONDS = 60;

  private final Settings settings;
  private final Ledger ledger;
  private final Latencies latencies;
  private final SpanCount spanCount = new SpanCount();
  private final SoakResult result = new SoakResult();

  /**
   * Runs the soak.
   *
   * @param arguments options with their values, as {@code benchmarks/soak/run} tells
   * @throws IOException if a port cannot be opened or the report cannot be written
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // By default the JDK's server waits for more to send, and closes connections beyond 200 between
    // two requests, which clients see as a failed call.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    // It tells of each stream that a scenario abandons.
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Soak soak = new Soak(Settings.parse(arguments));
    boolean holds;
    try (Watchdog watchdog = new Watchdog(soak.limitSeconds())) {
      holds = soak.run();
    }
    System.exit(holds ? 0 : 1);
  }

  private Soak(Settings settings) {
    this.settings = settings;
    this.ledger = new Ledger(settings.maxCalls());
    this.latencies = new Latencies(settings.maxCalls());
  }

  /** Returns the seconds of load, twice, and more than are waited for at most. */
  private long limitSeconds() {
    return 2L * settings.seconds() + 8 * PATIENCE_SECONDS;
  }

  private boolean run() throws IOException, InterruptedException {
    System.setProperty("otel.bsp.max.queue.size", String.valueOf(settings.queuedSpans()));
    try (Collector collector = new Collector(ledger::book);
        ModelServer model = new ModelServer();
        OpenInferenceSdk sdk = sdk(collector);
        Load load =
            new Load(
                settings,
                ledger,
                latencies,
                Clients.untraced(model.baseUrl()),
                sdk.openTelemetry())) {
      soak(collector, sdk, load);
    }
    ExportLoad.measure(result, Math.max(1, settings.seconds() / 6));
    // Not with the many spans that are kept in a test of long outages.
    System.clearProperty("otel.bsp.max.queue.size");
    LargeSpans.measure(result);
    new Report(result, latencies.summary()).write(settings.reports());
    result.facts().forEach((name, value) -> System.out.println(name + ": " + value));
    result.bounds().forEach(bound -> System.out.println(bound.line()));
    latencies.summary().forEach(latency -> System.out.println(latency.row()));
    System.out.print(ledger.differences());
    return result.holds();
  }

  private OpenInferenceSdk sdk(Collector collector) {
    return OpenInferenceSdk.builder()
        .endpoint(collector.endpoint())
        .addSpanProcessor(spanCount)
        .build();
  }

  private void soak(Collector collector, OpenInferenceSdk sdk, Load load)
      throws IOException, InterruptedException {
    int warmUp = settings.seconds() / 4;
    long startHeap;
    long endHeap;
    int outages;
    try (Outages warmUpOutages = new Outages(collector)) {
      load.run(warmUp);
    }
    settle(sdk);
    latencies.clear();
    startHeap = Heap.usedBytesAfterCollection();
    try (Backlog backlog = new Backlog(spanCount, ledger);
        Outages failures = new Outages(collector)) {
      load.run(settings.seconds() - warmUp);
      outages = failures.count();
      result.fact("largest backlog, spans", backlog.largest());
    }
    settle(sdk);
    endHeap = Heap.usedBytesAfterCollection();
    describe(load, outages);
    result.account(ledger, spanCount, sdk.lostSpans());
    result.heap(startHeap, endHeap);
    result.bound(
        "largest request, bytes", (double) collector.largestRequest(), Collector.MAX_REQUEST_BYTES);
  }

  private void describe(Load load, int outages) {
    result.fact("threads", settings.threads() + " " + Load.kindOfThreads());
    result.fact("seconds", settings.seconds());
    result.fact("outages of the collector", outages);
    result.fact("spans that are kept for it", settings.queuedSpans());
    result.fact("calls that failed, most of them as they were to", load.failures());
    result.fact("calls that failed though nothing was to fail", load.unforeseenFailures());
  }

  /** Waits for the spans of abandoned streams, and until all have arrived or are told lost. */
  private void settle(OpenInferenceSdk sdk) throws InterruptedException {
    await(
        () -> {
          System.gc();
          return spanCount.open() == 0;
        });
    await(
        () -> {
          sdk.flush();
          return ledger.arrivedSpans() + sdk.lostSpans() >= spanCount.ended();
        });
  }

  /** Waits for a condition. The figures report a condition that never holds. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
