// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

/**
 * A figure that several JVMs measured, with its 95% interval.
 *
 * @param value the best estimate
 * @param low the lower end of the interval
 * @param high the upper end of the interval, infinite if the measurements set none
 */
record Estimate(double value, double low, double high) {

  /** Returns an estimate of what was counted and not measured. */
  static Estimate exact(double value) {
    return new Estimate(value, value, value);
  }

  /** Returns an estimate that says nothing. */
  static Estimate unknown(double value) {
    return new Estimate(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
