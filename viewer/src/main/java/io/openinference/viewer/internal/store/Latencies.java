// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

/** Buckets of latencies. Each is 9 percent wider than the one before it. */
final class Latencies {

  private static final int BUCKETS_PER_DOUBLING = 8;

  static int bucket(long nanos) {
    double micros = Math.max(1, nanos / 1000.0);
    return (int) Math.round(Math.log(micros) / Math.log(2) * BUCKETS_PER_DOUBLING);
  }

  /** Returns the milliseconds in the middle of a bucket. */
  static double millis(int bucket) {
    return Math.pow(2, bucket / (double) BUCKETS_PER_DOUBLING) / 1000;
  }

  private Latencies() {}
}
