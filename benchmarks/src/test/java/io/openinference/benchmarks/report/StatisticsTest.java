// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private static final Offset<Double> CLOSE = within(0.001);

  @Test
  void knowsTheIntervalOfAMean() {
    // Mean 5, standard deviation 1.5811, t of four degrees of freedom 2.776.
    Estimate mean = Statistics.mean(new double[] {3, 4, 5, 6, 7});

    assertThat(mean.value()).isEqualTo(5);
    assertThat(mean.low()).isCloseTo(5 - 1.963, CLOSE);
    assertThat(mean.high()).isCloseTo(5 + 1.963, CLOSE);
  }

  @Test
  void comesToThePointIfAllPairsHaveOneRatio() {
    Estimate ratio = Statistics.ratio(new double[] {2, 4, 6}, new double[] {1, 2, 3});

    assertThat(ratio.value()).isCloseTo(2, CLOSE);
    assertThat(ratio.low()).isCloseTo(2, CLOSE);
    assertThat(ratio.high()).isCloseTo(2, CLOSE);
  }

  @Test
  void followsThePairsAndNotTheSpread() {
    // The machine is three times as slow in one round as in another.
    Estimate paired = Statistics.ratio(new double[] {11, 21, 31}, new double[] {10, 20, 30});
    Estimate mixed = Statistics.ratio(new double[] {31, 11, 21}, new double[] {10, 20, 30});

    assertThat(paired.high() - paired.low()).isLessThan(0.2);
    assertThat(Verdict.of(paired, 1.3)).isEqualTo(Verdict.HOLDS);
    assertThat(Verdict.of(mixed, 1.3)).isEqualTo(Verdict.NOT_TOLD);
  }

  @Test
  void saysNothingIfTheDivisorMayBeZero() {
    Estimate ratio = Statistics.ratio(new double[] {10, 11, 12}, new double[] {-1, 1, 2});

    assertThat(ratio.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ratio.high()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Verdict.of(ratio, 1)).isEqualTo(Verdict.NOT_TOLD);
  }

  @Test
  void knowsTheRatioOfDifferencesOfWhichSomeAreNegative() {
    Estimate ratio =
        Statistics.ratio(new double[] {-0.1, 0.1, 0.2, 0.1}, new double[] {10, 11, 12, 10});

    assertThat(ratio.low()).isBetween(-0.02, 0.0);
    assertThat(ratio.high()).isBetween(0.01, 0.03);
    assertThat(Verdict.of(ratio, 1)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void saysNothingAfterOneRound() {
    assertThat(Verdict.of(Statistics.ratio(new double[] {1}, new double[] {2}), 1))
        .isEqualTo(Verdict.NOT_TOLD);
    assertThat(Verdict.of(Statistics.mean(new double[] {1}), 2)).isEqualTo(Verdict.NOT_TOLD);
  }

  @Test
  void hasTheRatioInsideOfTheIntervalInNineteenOfTwentyRuns() {
    double ratio = 1.2;
    int runs = 4_000;
    int inside = 0;
    Random random = new Random(7);
    for (int run = 0; run < runs; run++) {
      DoubleUnaryOperator noise = mean -> mean * (1 + 0.05 * random.nextGaussian());
      double[] divisors = DoubleStream.generate(() -> noise.applyAsDouble(10)).limit(5).toArray();
      double[] dividends =
          DoubleStream.generate(() -> noise.applyAsDouble(10 * ratio)).limit(5).toArray();
      Estimate estimate = Statistics.ratio(dividends, divisors);
      inside += estimate.low() <= ratio && ratio <= estimate.high() ? 1 : 0;
    }

    assertThat((double) inside / runs).isBetween(0.93, 0.97);
  }

  @Test
  void tellsOnWhichSideOfTheBoundAnIntervalIs() {
    assertThat(Verdict.of(new Estimate(1, 0.9, 1.1), 1.1)).isEqualTo(Verdict.HOLDS);
    assertThat(Verdict.of(new Estimate(1, 0.9, 1.1), 0.8)).isEqualTo(Verdict.SHORT);
    assertThat(Verdict.of(new Estimate(1, 0.9, 1.1), 1)).isEqualTo(Verdict.NOT_TOLD);
    assertThat(Verdict.of(Estimate.exact(0), 0)).isEqualTo(Verdict.HOLDS);
  }
}
