// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.Locale;

/**
 * How long calls of one kind took at the call site, in microseconds.
 *
 * @param call the kind
 * @param untracedCalls how many were measured
 * @param tracedCalls how many were measured
 * @param untracedMedian of those not traced
 * @param tracedMedian of those traced
 * @param untracedP99 of those not traced
 * @param tracedP99 of those traced
 */
record Latency(
    String call,
    int untracedCalls,
    int tracedCalls,
    double untracedMedian,
    double tracedMedian,
    double untracedP99,
    double tracedP99) {

  static final String HEAD =
      """
      | At the call site, microseconds | Median untraced | Median traced | Added \
      | p99 untraced | p99 traced | Added |
      |---|---:|---:|---:|---:|---:|---:|""";

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s, %,d and %,d calls | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |",
        call,
        untracedCalls,
        tracedCalls,
        untracedMedian,
        tracedMedian,
        tracedMedian - untracedMedian,
        untracedP99,
        tracedP99,
        tracedP99 - untracedP99);
  }
}
