// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import io.openinference.benchmarks.core.ExportLoad;
import io.openinference.benchmarks.core.QueuedSpans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks, writes what they reached and says which bounds hold. */
public final class Benchmarks {

  private static final int SECONDS_OF_EXPORT = 12;

  /**
   * Runs a suite.
   *
   * @param arguments the folder to write to, and {@code --quick} for a part of the bounds or {@code
   *     --unrecorded} for calls that nobody records, and {@code --rounds=N}; the exit code of
   *     {@code --unrecorded} is 1 if a bound does not hold
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    List<String> options = List.of(arguments);
    boolean unrecorded = options.contains("--unrecorded");
    Suite suite =
        unrecorded
            ? Suite.unrecorded()
            : options.contains("--quick") ? Suite.quick() : Suite.full();
    Rounds rounds = measure(suite, rounds(options, suite));
    Figures figures = rounds.medians();
    List<Bound> bounds = new ArrayList<>();
    if (!unrecorded) {
      measureQueue(figures);
      bounds.addAll(Bounds.of(ExportLoad.run(SECONDS_OF_EXPORT)));
    }
    bounds.addAll(0, Bounds.of(rounds));
    Report report = new Report(figures, bounds);
    report.writeTo(Path.of(options.get(0)));
    System.out.printf("%n%s", report.lines());
    if (unrecorded && !report.bounds().stream().allMatch(Bound::holds)) {
      System.exit(1);
    }
  }

  private static int rounds(List<String> options, Suite suite) {
    String name = "--rounds=";
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> Integer.parseInt(option.substring(name.length())))
        .findFirst()
        .orElse(suite.rounds());
  }

  /** Runs what is compared in turn (A, B, A, B), each time in a new JVM. */
  private static Rounds measure(Suite suite, int count) throws RunnerException {
    Rounds rounds = new Rounds();
    for (List<Case> group : suite.groups()) {
      for (int round = 0; round < count; round++) {
        for (Case each : group) {
          rounds.round(round).add(new Runner(options(suite, each).build()).run());
        }
      }
    }
    return rounds;
  }

  private static void measureQueue(Figures figures) {
    for (int messages : List.of(0, 20)) {
      figures.add(
          "QueuedSpans.bytesHeld " + messages,
          new Figure(Double.NaN, QueuedSpans.bytesHeld(messages)));
    }
  }

  private static ChainedOptionsBuilder options(Suite suite, Case each) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + each.benchmark() + "\\.")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgsAppend("-Xms2g", "-Xmx2g")
            .forks(1)
            .warmupIterations(Math.max(suite.warmupIterations(), each.minWarmupIterations()))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(suite.measuredIterations())
            .measurementTime(TimeValue.seconds(1));
    each.params().forEach(options::param);
    return options;
  }

  private Benchmarks() {}
}
