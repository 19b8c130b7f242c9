// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes code fail at one place, in one way. At all other places the code works.
 *
 * @since 0.1.0
 */
public final class FaultInjection {

  private final @Nullable Enum<?> place;
  private final Fault fault;

  private FaultInjection(@Nullable Enum<?> place, Fault fault) {
    this.place = place;
    this.fault = fault;
  }

  /**
   * Returns an injection that fails at the given place.
   *
   * @param place a constant from the test's own list of places, or from {@link TelemetryPlace}
   * @throws NullPointerException if an argument is null
   */
  public static FaultInjection at(Enum<?> place, Fault fault) {
    return new FaultInjection(requireNonNull(place, "place"), requireNonNull(fault, "fault"));
  }

  /** Returns an injection that never fails. */
  public static FaultInjection nowhere() {
    return new FaultInjection(null, Fault.NULL);
  }

  /** Does the work, unless the injection fails at this place. */
  // For Fault.NULL, the code returns null although its type does not allow null: that is the fault.
  @SuppressWarnings("NullAway")
  public <T> T run(Enum<?> atPlace, Supplier<T> work) {
    return atPlace == place ? fault.insteadOf(work) : work.get();
  }
}
