// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/**
 * How much is kept for a collector that is away, and how often it is tried.
 *
 * @param maxSpans spans that are kept at most
 * @param maxBytes encoded bytes that are kept at most
 * @param initialBackoffMillis delay after the first failed attempt
 * @param maxBackoffMillis longest delay between attempts
 * @param shutdownMillis time for the last attempts at shutdown
 */
record RedeliverySettings(
    int maxSpans,
    long maxBytes,
    long initialBackoffMillis,
    long maxBackoffMillis,
    long shutdownMillis) {

  private static final long DEFAULT_MAX_BYTES = 64L * 1024 * 1024;

  /** Keeps as many spans as the queue of the batch processor holds. */
  static RedeliverySettings forQueue(int maxSpans) {
    return new RedeliverySettings(maxSpans, DEFAULT_MAX_BYTES, 1_000, 5_000, 5_000);
  }
}
