// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing of the server that has a start and an end.
 *
 * @since 0.1.0
 */
public interface TimedValue {

  /** Returns all fields that the server sent. */
  Map<String, @Nullable Object> json();

  /** Returns the start. */
  default Instant startTime() {
    return ServerValue.time(json(), "start_time");
  }

  /** Returns the end. */
  default Instant endTime() {
    return ServerValue.time(json(), "end_time");
  }

  /** Returns the time from start to end. */
  default Duration latency() {
    return Duration.between(startTime(), endTime());
  }
}
