// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps faults of telemetry away from the application.
 *
 * <p>All telemetry work runs in a try block whose {@code catch (Throwable)} calls {@link #handle}
 * or {@link #handleLibrary}:
 *
 * <pre>{@code
 * private static final TelemetryGuard GUARD = TelemetryGuard.named("acme-client");
 *
 * try {
 *   span.setAttribute(OUTPUT_VALUE, json(response));
 * } catch (Throwable fault) {
 *   GUARD.handle("response", fault);
 * }
 * }</pre>
 *
 * <p>The guard throws {@link InternalError} and {@code ThreadDeath} again. It logs all other faults
 * at WARNING once per site, with class and stack trace but without the message, because a message
 * may quote what was sent to a model. The guard drops {@link StackOverflowError} and {@link
 * LinkageError} as well: a recursive {@code toString} of the user's object or a changed library
 * must not break the call that is being traced.
 *
 * <p>The guard also drops {@link OutOfMemoryError}: memory that only telemetry needed is no reason
 * for an error in the application. Therefore the try block must hold telemetry work alone. An
 * {@code OutOfMemoryError} of the application's own call must not reach the guard. Code that
 * gathers data lets go of it before it calls the guard, because logging needs memory.
 *
 * @since 0.1.0
 */
public final class TelemetryGuard {

  private static final Logger LOGGER = Logger.getLogger(TelemetryGuard.class.getName());

  /** The maximum number of sites. Sites are constants; the limit covers callers that build them. */
  private static final int MAX_REPORTED_SITES = 256;

  private final String owner;
  private final @Nullable InstrumentedLibrary library;
  private final Set<String> reportedSites = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * Creates an open guard that has reported nothing.
   *
   * @param owner the name of the protected part in log lines, such as the instrumentation's name
   * @return a new guard, independent of other guards with the same name
   */
  public static TelemetryGuard named(String owner) {
    return new TelemetryGuard(owner, null);
  }

  /**
   * Creates an open guard that has reported nothing and that names the library's version if the
   * version does not fit.
   *
   * @param owner the name of the protected part in log lines, such as the instrumentation's name
   * @param libraryType a class or interface of the library
   * @return a new guard, independent of other guards with the same name
   */
  public static TelemetryGuard forLibrary(String owner, Class<?> libraryType) {
    return new TelemetryGuard(owner, new InstrumentedLibrary(owner, libraryType));
  }

  private TelemetryGuard(String owner, @Nullable InstrumentedLibrary library) {
    this.owner = owner;
    this.library = library;
  }

  /**
   * Logs a fault once per site, or throws it again if the JVM cannot go on.
   *
   * @param site a constant that names the place in the code
   * @param fault what telemetry work threw
   * @throws InternalError if the fault is one
   * @throws Error {@code ThreadDeath}, if the fault is one
   */
  public void handle(String site, Throwable fault) {
    rethrowFatal(fault);
    restoreInterrupt(fault);
    try {
      if (reportedSites.size() < MAX_REPORTED_SITES && reportedSites.add(site)) {
        warn(owner + ": telemetry failed at " + site + " (reported once)", fault);
      }
    } catch (Throwable loggingFault) {
      rethrowFatal(loggingFault);
    }
  }

  /**
   * Handles a fault of code that touches the instrumented library. If the fault or one of its
   * causes is a {@link LinkageError}, the guard closes with one warning: this version of the
   * library does not fit, and further calls would fail too. Other faults go to {@link #handle}.
   *
   * @param site a constant that names the place in the code
   * @param fault what telemetry work threw
   * @throws InternalError if the fault is one
   * @throws Error {@code ThreadDeath}, if the fault is one
   */
  public void handleLibrary(String site, Throwable fault) {
    rethrowFatal(fault);
    try {
      LinkageError mismatch = linkageError(fault);
      if (mismatch != null) {
        close(site, mismatch);
        return;
      }
    } catch (Throwable loggingFault) {
      rethrowFatal(loggingFault);
    }
    handle(site, fault);
  }

  /**
   * Tells whether the instrumentation may go on. The first {@link LinkageError} that {@link
   * #handleLibrary} sees turns the answer to false for good.
   *
   * @return false once the guard is closed
   */
  public boolean isOpen() {
    return open.get();
  }

  /**
   * Runs telemetry work and handles its faults.
   *
   * @param site a constant that names the place in the code
   * @param work the work
   */
  public void run(String site, Runnable work) {
    try {
      work.run();
    } catch (Throwable fault) {
      handle(site, fault);
    }
  }

  /**
   * Rethrows a fault if the JVM cannot go on, for code that handles all other faults itself.
   *
   * @param fault what telemetry work threw
   * @throws InternalError if the fault is one
   * @throws Error {@code ThreadDeath}, if the fault is one
   */
  public static void rethrowFatal(Throwable fault) {
    // Compares the name, because the class ThreadDeath is deprecated for removal.
    if (fault instanceof InternalError
        || fault.getClass().getName().equals("java.lang.ThreadDeath")) {
      throw (Error) fault;
    }
  }

  private static void restoreInterrupt(Throwable fault) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable LinkageError linkageError(Throwable fault) {
    Throwable current = fault;
    for (int depth = 0; current != null && depth < ContentFreeFault.MAX_CAUSES; depth++) {
      if (current instanceof LinkageError mismatch) {
        return mismatch;
      }
      current = current.getCause();
    }
    return null;
  }

  private void close(String site, LinkageError mismatch) {
    if (open.compareAndSet(true, false)) {
      String version = library == null ? "its library" : library.version();
      String missing = library == null ? "" : library.missingMember(mismatch);
      LOGGER.warning(
          "OpenInference "
              + owner
              + " is switched off, it does not fit "
              + version
              + ", seen at "
              + site
              + ": "
              + mismatch.getClass().getName()
              + missing);
    }
  }

  private static void warn(String event, Throwable fault) {
    LOGGER.log(
        Level.WARNING,
        "OpenInference " + event + ": " + fault.getClass().getName(),
        copyOrNull(fault));
  }

  /** Returns a placeholder if the fault overrides these methods and throws. */
  private static @Nullable ContentFreeFault copyOrNull(Throwable fault) {
    try {
      return ContentFreeFault.of(fault);
    } catch (Throwable copyFault) {
      rethrowFatal(copyFault);
      return null;
    }
  }
}
