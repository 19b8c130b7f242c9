// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The way in which an application turns tracing on.
 *
 * <p>The system property {@code openinference.door} selects one door for all tests of a run, for
 * example {@code agent} in a JVM that was started with the agent.
 *
 * @since 0.1.0
 */
public enum Door {
  /** The application wraps its clients. */
  WRAP,
  /** The application calls {@code instrument()} and wraps no clients. */
  INSTRUMENT,
  /** The application calls {@code instrument()} and also wraps its clients. */
  INSTRUMENT_AND_WRAP,
  /** The JVM runs with the agent. */
  AGENT,
  /** The JVM runs with the agent, and the application also wraps its clients. */
  AGENT_AND_WRAP;

  private static final String NAME = System.getProperty("openinference.door", "");

  /** Tells whether the system property selects one door, which the run has already opened. */
  public static boolean isNamed() {
    return !NAME.isEmpty();
  }

  /**
   * Returns the selected door, or {@link #WRAP}.
   *
   * @throws IllegalArgumentException if the property names an unknown door; the message lists all
   *     doors
   */
  public static Door ofRun() {
    return NAME.isEmpty() ? WRAP : named();
  }

  /**
   * Returns the selected door, or all doors that need no agent.
   *
   * @throws IllegalArgumentException if the property names an unknown door; the message lists all
   *     doors
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
                        + "'; allowed values are "
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
