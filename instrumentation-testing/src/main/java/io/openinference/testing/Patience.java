// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.time.Duration;

/** How long a test waits for what must happen, before it fails. */
final class Patience {

  private static final String SECONDS = "openinference.testing.patience";
  private static final int DEFAULT_SECONDS = 10;

  /** Returns the time for a span or a request to arrive. */
  static Duration forArrival() {
    return Duration.ofSeconds(Integer.getInteger(SECONDS, DEFAULT_SECONDS));
  }

  /** Returns the time for the garbage collector to find garbage. */
  static Duration forGarbage() {
    return forArrival().multipliedBy(2);
  }

  private Patience() {}
}
