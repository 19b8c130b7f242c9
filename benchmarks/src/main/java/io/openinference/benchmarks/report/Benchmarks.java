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
   * @param arguments the folder to write to, and {@code --quick} for all bounds in less than ten
   *     minutes or {@code --unrecorded} for calls that nobody records; the exit code of the latter
   *     is 1 if a bound does not hold
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    List<String> options = List.of(arguments);
    boolean unrecorded = options.contains("--unrecorded");
    Suite suite =
        unrecorded
            ? Suite.unrecorded()
            : options.contains("--quick") ? Suite.quick() : Suite.full();
    Figures figures = new Figures();
    for (Case each : suite.cases()) {
      figures.add(new Runner(options(suite, each).build()).run());
    }
    List<Bound> bounds = new ArrayList<>();
    if (!unrecorded) {
      measureQueue(figures);
      bounds.addAll(Bounds.of(ExportLoad.run(SECONDS_OF_EXPORT)));
    }
    bounds.addAll(0, Bounds.of(figures));
    Report report = new Report(figures, bounds);
    report.writeTo(Path.of(options.get(0)));
    System.out.printf("%n%s", report.lines());
    if (unrecorded && !report.bounds().stream().allMatch(Bound::holds)) {
      System.exit(1);
    }
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
            .forks(suite.forks())
            .warmupIterations(Math.max(suite.warmupIterations(), each.minWarmupIterations()))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(suite.measuredIterations())
            .measurementTime(TimeValue.seconds(1));
    each.params().forEach(options::param);
    return options;
  }

  private Benchmarks() {}
}
