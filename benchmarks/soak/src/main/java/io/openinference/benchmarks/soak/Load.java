// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Threads that make random calls, most of them traced, at a rate that they share. */
final class Load implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(Load.class.getName());
  private static final double TRACED = 0.75;
  private static final String[] PROJECTS = {"support", "sales", "default"};

  private final Settings settings;
  private final Ledger ledger;
  private final Latencies latencies;
  private final OpenInferenceTracer tracer;
  private final Caller traced;
  private final Caller untraced;
  private final ExecutorService executor;
  private final AtomicLong nextStart = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger unforeseen = new AtomicInteger();

  Load(
      Settings settings,
      Ledger ledger,
      Latencies latencies,
      Clients clients,
      OpenTelemetry openTelemetry) {
    this.settings = settings;
    this.ledger = ledger;
    this.latencies = latencies;
    this.tracer = OpenInferenceTracer.create(openTelemetry);
    this.untraced = new Caller(clients);
    this.traced = new Caller(clients.traced(openTelemetry));
    this.executor = threads();
  }

  /** Virtual ones where the JVM has them. */
  private static ExecutorService threads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Executors.newCachedThreadPool();
    }
  }

  static String kindOfThreads() {
    return Runtime.version().feature() >= 21 ? "virtual" : "platform";
  }

  /** Makes calls for so long and returns when all threads are done. */
  void run(int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    nextStart.set(System.nanoTime());
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < settings.threads(); i++) {
      Random random = new Random(settings.seed() * settings.threads() + i);
      workers.add(executor.submit(() -> work(random, end)));
    }
    for (Future<?> worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void work(Random random, long end) {
    long pause = TimeUnit.SECONDS.toNanos(1) / settings.callsPerSecond();
    long start = nextStart.getAndAdd(pause);
    while (start < end && sleepUntil(start)) {
      Scenario scenario = Scenario.pick(random);
      if (random.nextDouble() < TRACED) {
        callTraced(scenario, PROJECTS[random.nextInt(PROJECTS.length)]);
      } else {
        call(untraced, scenario, new CallMark(0, "0".repeat(16), "none", scenario.answer()), false);
      }
      start = nextStart.getAndAdd(pause);
    }
  }

  private static boolean sleepUntil(long nanoTime) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void callTraced(Scenario scenario, String project) {
    try (Scope ignored = OpenInference.usingProject(project)) {
      ChainSpan span = tracer.chain("caller").startSpan();
      CallMark mark =
          new CallMark(
              ledger.begin(scenario), span.spanContext().getSpanId(), project, scenario.answer());
      span.input(mark.text());
      try (Scope current = span.makeCurrent()) {
        call(traced, scenario, mark, true);
      } finally {
        span.end();
      }
    }
  }

  private void call(Caller caller, Scenario scenario, CallMark mark, boolean isTraced) {
    long before = System.nanoTime();
    try {
      caller.call(scenario, mark.prompt());
      latencies.add(scenario, isTraced, System.nanoTime() - before);
    } catch (RuntimeException failure) {
      failures.incrementAndGet();
      if (!scenario.mayFail()) {
        unforeseen.incrementAndGet();
        LOGGER.log(Level.INFO, scenario + " failed unforeseen", failure);
        if (isTraced) {
          ledger.forget(mark.call());
        }
      }
    }
  }

  int failures() {
    return failures.get();
  }

  /** Returns the number of calls that failed though nothing was to make them fail. */
  int unforeseenFailures() {
    return unforeseen.get();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
