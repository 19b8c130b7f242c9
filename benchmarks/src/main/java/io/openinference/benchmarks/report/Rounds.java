// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The figures of several rounds. In each round, one JVM measured each benchmark. */
final class Rounds {

  /** Reads a figure out of those of one round, or finds none. */
  interface Measure extends Function<Figures, Optional<Figure>> {

    /** Returns the difference of two figures of one round. */
    default Measure minus(Measure base) {
      return round ->
          apply(round).flatMap(figure -> base.apply(round).map(other -> figure.minus(other)));
    }
  }

  private final Map<Integer, Figures> byNumber = new TreeMap<>();

  /** Returns the figures of a round, to add to. */
  Figures round(int number) {
    return byNumber.computeIfAbsent(number, key -> new Figures());
  }

  /** Estimates the ratio of two figures, unless a round lacks one of them. */
  Optional<Estimate> ratio(Measure dividend, Measure divisor, ToDoubleFunction<Figure> part) {
    List<Figure> dividends = values(dividend);
    List<Figure> divisors = values(divisor);
    return dividends.isEmpty() || dividends.size() != divisors.size()
        ? Optional.empty()
        : Optional.of(
            Statistics.ratio(
                dividends.stream().mapToDouble(part).toArray(),
                divisors.stream().mapToDouble(part).toArray()));
  }

  /** Estimates the mean of a figure, unless no round has it. */
  Optional<Estimate> mean(Measure measure, ToDoubleFunction<Figure> part) {
    List<Figure> values = values(measure);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(Statistics.mean(values.stream().mapToDouble(part).toArray()));
  }

  private List<Figure> values(Measure measure) {
    List<Figure> values = new ArrayList<>();
    for (Figures round : byNumber.values()) {
      measure.apply(round).ifPresent(values::add);
    }
    return values;
  }

  /** Returns the median of each figure over all rounds. */
  Figures medians() {
    Figures medians = new Figures();
    byNumber.values().stream()
        .flatMap(round -> round.byName().keySet().stream())
        .distinct()
        .forEach(name -> medians.add(name, median(values(round -> round.get(name)))));
    return medians;
  }

  private static Figure median(List<Figure> figures) {
    return new Figure(
        Figures.median(figures.stream().mapToDouble(Figure::nanoseconds)),
        Figures.median(figures.stream().mapToDouble(Figure::bytes)));
  }
}
