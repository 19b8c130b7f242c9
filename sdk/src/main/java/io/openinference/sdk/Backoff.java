// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.concurrent.ThreadLocalRandom;

/** The delays between attempts, in milliseconds. Not thread-safe; the caller holds the lock. */
final class Backoff {

  private static final double FACTOR = 1.2;

  private final long initialMillis;
  private final long maxMillis;
  private double nextMillis;

  Backoff(long initialMillis, long maxMillis) {
    this.initialMillis = initialMillis;
    this.maxMillis = maxMillis;
    this.nextMillis = initialMillis;
  }

  long nextMillis() {
    long delay = Math.min(maxMillis, (long) nextMillis);
    nextMillis = delay * FACTOR;
    // Random, so that applications that lost the same collector do not all reconnect at the same
    // time.
    return (long) (delay * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
  }

  void reset() {
    nextMillis = initialMillis;
  }
}
