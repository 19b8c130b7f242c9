// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets code fail at one place, in one way. Everywhere else the code works.
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
   * Returns an injection that fails at a place.
   *
   * @param place a constant of the test's own list of places, or of {@link TelemetryPlace}
   * @throws NullPointerException if an argument is null
   */
  public static FaultInjection at(Enum<?> place, Fault fault) {
    return new FaultInjection(requireNonNull(place, "place"), requireNonNull(fault, "fault"));
  }

  /** Returns an injection that fails nowhere. */
  public static FaultInjection nowhere() {
    return new FaultInjection(null, Fault.NULL);
  }

  /** Tells whether this is the place that fails. */
  public boolean isAt(Enum<?> atPlace) {
    return atPlace == place;
  }

  /** Does the work, unless this is the place that fails. */
  // A fault of null is given to code that declares something else: that is the fault.
  @SuppressWarnings("NullAway")
  public <T> T run(Enum<?> atPlace, Supplier<T> work) {
    return isAt(atPlace) ? fault.insteadOf(work) : work.get();
  }

  /** Does work without a result, unless this is the place that fails. */
  public void run(Enum<?> atPlace, Runnable work) {
    run(
        atPlace,
        () -> {
          work.run();
          return atPlace;
        });
  }
}
