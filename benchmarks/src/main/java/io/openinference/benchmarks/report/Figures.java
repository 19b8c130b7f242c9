// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The measurements of one round, by benchmark and parameters. */
final class Figures {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final Map<String, Figure> byName = new LinkedHashMap<>();

  void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      byName.put(name(result), figure(result));
    }
  }

  void add(String name, Figure figure) {
    byName.put(name, figure);
  }

  /** For example {@code Chat.create OURS 20}, who traces before the other parameters. */
  private static String name(RunResult result) {
    BenchmarkParams params = result.getParams();
    String[] path = params.getBenchmark().split("\\.", -1);
    StringBuilder name = new StringBuilder(path[path.length - 2].replace("Benchmark", ""));
    name.append('.').append(path[path.length - 1]);
    List<String> keys = new ArrayList<>(params.getParamsKeys());
    keys.sort(Comparator.comparing((String key) -> !key.equals("instrumentation")));
    for (String key : keys) {
      name.append(' ').append(params.getParam(key));
    }
    return name.toString();
  }

  private static Figure figure(RunResult result) {
    return new Figure(nanoseconds(result), median(result, Figures::bytes));
  }

  /** Returns the median of all calls where each was timed, else of the averages of iterations. */
  private static double nanoseconds(RunResult result) {
    return result.getParams().getMode() == Mode.SampleTime
        ? result.getPrimaryResult().getStatistics().getPercentile(50)
        : median(result, iteration -> iteration.getPrimaryResult().getScore());
  }

  private static double bytes(IterationResult iteration) {
    Result<?> allocation = iteration.getSecondaryResults().get(ALLOCATION);
    return allocation == null ? Double.NaN : allocation.getScore();
  }

  private static double median(RunResult result, ToDoubleFunction<IterationResult> score) {
    return median(
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(Collection::stream)
            .mapToDouble(score));
  }

  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  Optional<Figure> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Map<String, Figure> byName() {
    return byName;
  }
}
