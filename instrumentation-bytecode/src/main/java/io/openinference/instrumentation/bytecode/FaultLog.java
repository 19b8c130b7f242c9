// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs faults of the instrumentation once per site, without their messages, which may quote user
 * data.
 */
final class FaultLog {

  private final String library;
  private final Set<String> reportedSites = ConcurrentHashMap.newKeySet();

  FaultLog(String library) {
    this.library = library;
  }

  void report(String site, Throwable fault) {
    rethrowFatal(fault);
    log(site, fault);
  }

  /** Logs a fault that is not fatal, whatever its type. */
  void log(String site, Throwable fault) {
    try {
      if (reportedSites.add(site)) {
        StackTraceElement[] trace = fault.getStackTrace();
        // The logger is looked up late: in an agent, an early look-up would configure logging
        // before the application can.
        Logger.getLogger(Weaver.class.getName())
            .log(
                Level.WARNING,
                "OpenInference {0}: {1} failed with {2}{3} (reported once)",
                new Object[] {
                  library,
                  site,
                  fault.getClass().getName(),
                  trace.length == 0 ? "" : " at " + trace[0]
                });
      }
    } catch (Throwable loggingFault) {
      rethrowFatal(loggingFault);
    }
  }

  /** Says once that classes are too new for the library that reads them. */
  void reportUnreadable(String className, int classFileVersion) {
    try {
      if (reportedSites.add("unreadable class files")) {
        // Java 17 has the version 61.
        Logger.getLogger(Weaver.class.getName())
            .log(
                Level.WARNING,
                "OpenInference {0}: {1} is not traced. It is compiled for Java {2}, which the Byte"
                    + " Buddy on the class path cannot read. Use a newer Byte Buddy, or"
                    + " compile for an older Java. Other classes may be concerned (reported once)",
                new Object[] {library, className, Integer.toString(classFileVersion - 44)});
      }
    } catch (Throwable loggingFault) {
      rethrowFatal(loggingFault);
    }
  }

  static void rethrowFatal(Throwable fault) {
    // Compares the name, because the class ThreadDeath is deprecated for removal.
    if (fault instanceof InternalError
        || fault.getClass().getName().equals("java.lang.ThreadDeath")) {
      throw (Error) fault;
    }
  }
}
