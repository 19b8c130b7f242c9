// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers log lines, so that each is logged once per process, for modules that log.
 *
 * <p>An agent and the application may each have a copy of this class. The copies share a system
 * property.
 *
 * @since 0.1.0
 */
public final class ToldLines {

  /** Stands for the lines about a global OpenTelemetry that was read before it was set. */
  public static final String EARLY_GLOBAL = "GlobalOpenTelemetry was read before it was set";

  private static final String PROPERTY = "openinference.lines.told";
  private static final int MAX_LENGTH = 20_000;
  private static final Set<String> TOLD_HERE = ConcurrentHashMap.newKeySet();

  /**
   * Returns true the first time that it is called with a line.
   *
   * @param line one line of text, without secrets
   */
  public static boolean isNew(String line) {
    return TOLD_HERE.add(line) && isNewInProcess(line);
  }

  private static boolean isNewInProcess(String line) {
    try {
      synchronized (System.getProperties()) {
        String told = System.getProperty(PROPERTY, "");
        if (told.lines().anyMatch(line::equals)) {
          return false;
        }
        if (told.length() + line.length() < MAX_LENGTH) {
          System.setProperty(PROPERTY, told.isEmpty() ? line : told + "\n" + line);
        }
      }
    } catch (SecurityException unreadable) {
      // A line that comes twice is better than none.
    }
    return true;
  }

  private ToldLines() {}
}
