// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

/**
 * What one operation costs.
 *
 * @param nanoseconds the median of all iterations
 * @param bytes allocated on the heap, the median of all iterations
 */
record Figure(double nanoseconds, double bytes) {

  Figure minus(Figure base) {
    return new Figure(nanoseconds - base.nanoseconds, bytes - base.bytes);
  }

  Figure dividedBy(Figure other) {
    return new Figure(nanoseconds / other.nanoseconds, bytes / other.bytes);
  }
}
