// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

/**
 * The costs of one operation.
 *
 * @param nanoseconds the median of all calls where each is timed, else of all iterations; not a
 *     number where no time was measured
 * @param bytes allocated on the heap, the median of all iterations; of queued spans those held
 */
record Figure(double nanoseconds, double bytes) {

  Figure minus(Figure base) {
    return new Figure(nanoseconds - base.nanoseconds, bytes - base.bytes);
  }
}
