// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Prints lines that must not be lost, even while the JVM shuts down. */
final class DeliveryLog {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());
  private static final int MAX_LINES = 50;
  private static final Set<String> printed = ConcurrentHashMap.newKeySet();

  static void warn(String message) {
    log(Level.WARNING, message);
  }

  static void info(String message) {
    log(Level.INFO, message);
  }

  static void warnOnce(String message) {
    if (printed.size() < MAX_LINES && printed.add(message)) {
      warn(message);
    }
  }

  private static void log(Level level, String message) {
    if (!hasHandler() || isShuttingDown()) {
      // java.util.logging closes its handlers when the JVM shuts down, often before this class
      // logs.
      System.err.println(level.getName() + ": " + message);
    } else {
      LOGGER.log(level, message);
    }
  }

  private static boolean hasHandler() {
    for (Logger logger = LOGGER; logger != null; logger = logger.getParent()) {
      if (logger.getHandlers().length > 0) {
        return true;
      }
    }
    return false;
  }

  /** The JVM reveals its shutdown only by refusing a new hook. */
  private static boolean isShuttingDown() {
    Thread probe = new Thread("openinference-probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }

  private DeliveryLog() {}
}
