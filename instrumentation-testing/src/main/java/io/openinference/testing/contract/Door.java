// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the calls of an application come to be traced.
 *
 * <p>The system property {@code openinference.door} names the one door that all tests of a run go
 * through, for example {@code agent} in a JVM that was started with the agent.
 *
 * @since 0.1.0
 */
public enum Door {
  /** The application wraps its clients. */
  WRAP,
  /** The application calls {@code instrument()}, and wraps nothing. */
  INSTRUMENT,
  /** The application calls {@code instrument()}, and wraps its clients as well. */
  INSTRUMENT_AND_WRAP,
  /** The JVM runs with the agent. */
  AGENT,
  /** The JVM runs with the agent, and the application wraps its clients as well. */
  AGENT_AND_WRAP;

  private static final String NAME = System.getProperty("openinference.door", "");

  /** Tells whether all tests of this run go through one door, which the run has opened. */
  public static boolean isNamed() {
    return !NAME.isEmpty();
  }

  /**
   * Returns the door that the run names, or {@link #WRAP}.
   *
   * @throws IllegalArgumentException if the property names no door; the message lists all
   */
  public static Door ofRun() {
    return NAME.isEmpty() ? WRAP : named();
  }

  /**
   * Returns the door that the run names, or else all doors that need no agent.
   *
   * @throws IllegalArgumentException if the property names no door; the message lists all
   */
  public static List<Door> allOfRun() {
    return NAME.isEmpty() ? List.of(WRAP, INSTRUMENT, INSTRUMENT_AND_WRAP) : List.of(named());
  }

  private static Door named() {
    return Arrays.stream(values())
        .filter(door -> door.name().equals(NAME.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The property openinference.door is '"
                        + NAME
                        + "'; allowed are "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }

  /** Tells whether the application wraps its clients. */
  public boolean isWrapping() {
    return this == WRAP || this == INSTRUMENT_AND_WRAP || this == AGENT_AND_WRAP;
  }

  /** Tells whether the application calls {@code instrument()}. */
  public boolean isInstrumenting() {
    return this == INSTRUMENT || this == INSTRUMENT_AND_WRAP;
  }

  /** Tells whether the JVM runs with the agent. */
  public boolean isAgent() {
    return this == AGENT || this == AGENT_AND_WRAP;
  }
}
