// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.Arrays;

/** The 95% intervals of means, and of ratios of means, of figures that JVMs measured in turn. */
final class Statistics {

  /** Quantiles of 97.5% of Student's distribution, by degrees of freedom from 1 on. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  /** Estimates the mean of values, one of each JVM. */
  static Estimate mean(double[] values) {
    double mean = average(values);
    if (values.length < 2) {
      return Estimate.unknown(mean);
    }
    double margin = student(values.length) * Math.sqrt(covariance(values, values) / values.length);
    return new Estimate(mean, mean - margin, mean + margin);
  }

  /**
   * Estimates the ratio of two figures. Values of the same index were measured one after the other,
   * so what slows the machine slows both.
   *
   * <p>The estimate is the geometric mean of the ratios of all pairs. A difference of two noisy
   * figures can be negative. Then the estimate is the ratio of the means, by Fieller's theorem. If
   * the divisors are not clearly above zero, the ratio may be anything, and the interval says so.
   */
  static Estimate ratio(double[] dividends, double[] divisors) {
    int size = dividends.length;
    if (size != divisors.length || size == 0) {
      throw new IllegalArgumentException("pairs expected");
    }
    double dividend = average(dividends);
    double divisor = average(divisors);
    double value = dividend / divisor;
    if (size < 2) {
      return Estimate.unknown(value);
    }
    if (arePositive(dividends) && arePositive(divisors)) {
      return geometricMean(dividends, divisors);
    }
    double weight = student(size) * student(size) / size;
    double a = divisor * divisor - weight * covariance(divisors, divisors);
    double b = dividend * divisor - weight * covariance(dividends, divisors);
    double c = dividend * dividend - weight * covariance(dividends, dividends);
    if (divisor <= 0 || a <= 0) {
      return Estimate.unknown(value);
    }
    // Rounding may take a root below zero where all pairs have the same ratio.
    double root = Math.sqrt(Math.max(0, b * b - a * c));
    return new Estimate(value, (b - root) / a, (b + root) / a);
  }

  private static boolean arePositive(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }

  private static Estimate geometricMean(double[] dividends, double[] divisors) {
    double[] logs = new double[dividends.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(dividends[i] / divisors[i]);
    }
    Estimate mean = mean(logs);
    return new Estimate(Math.exp(mean.value()), Math.exp(mean.low()), Math.exp(mean.high()));
  }

  private static double student(int size) {
    return STUDENT[Math.min(size - 1, STUDENT.length) - 1];
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double covariance(double[] first, double[] second) {
    double firstMean = average(first);
    double secondMean = average(second);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += (first[i] - firstMean) * (second[i] - secondMean);
    }
    return sum / (first.length - 1);
  }

  private Statistics() {}
}
