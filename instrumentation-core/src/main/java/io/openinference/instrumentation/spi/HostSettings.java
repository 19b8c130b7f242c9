// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The settings of frameworks that host the application, such as the {@code application.properties}
 * of Spring Boot.
 *
 * <p>A setting that has neither a system property nor an environment variable comes from here. So
 * the settings of a host hold for every tracer and every instrumentation, however the application
 * builds them.
 *
 * @since 0.1.0
 */
public final class HostSettings implements AutoCloseable {

  private static final List<HostSettings> OPEN = new CopyOnWriteArrayList<>();

  private final Lookup variables;

  private HostSettings(Lookup variables) {
    this.variables = variables;
  }

  /**
   * Offers the settings of a host until they are closed. If two hosts offer settings, the newer
   * host decides.
   *
   * @param variables finds the values
   */
  public static HostSettings offer(Lookup variables) {
    HostSettings settings = new HostSettings(requireNonNull(variables, "variables"));
    OPEN.add(0, settings);
    return settings;
  }

  /** Returns the value that a host has for a variable, or null. */
  public static @Nullable String get(String variable) {
    for (HostSettings settings : OPEN) {
      String value = settings.variables.find(variable);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Tells whether a host offers settings. */
  static boolean isOffered() {
    return !OPEN.isEmpty();
  }

  /** Withdraws the settings; a second call changes nothing. */
  @Override
  public void close() {
    OPEN.remove(this);
  }

  /**
   * Finds the value that a host has for a variable.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Lookup {

    /**
     * Returns the value of a variable such as {@code OPENINFERENCE_HIDE_INPUTS}, or null if the
     * host has none.
     */
    @Nullable String find(String variable);
  }
}
