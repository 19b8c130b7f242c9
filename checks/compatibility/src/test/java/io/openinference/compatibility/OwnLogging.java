// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.util.logging.LogManager;

/** A program that brings its own log manager, which works only before the first logger. */
final class OwnLogging {

  /** The JDK creates it, if nobody has used a logger before. */
  public static final class OwnManager extends LogManager {

    /** Called by the JDK. */
    public OwnManager() {}
  }

  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.manager", OwnManager.class.getName());
    System.out.println(LogManager.getLogManager().getClass().getSimpleName());
  }

  private OwnLogging() {}
}
