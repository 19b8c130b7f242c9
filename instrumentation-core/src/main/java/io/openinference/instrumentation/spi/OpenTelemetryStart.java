// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts an OpenTelemetry with the first traced call, at most once, for instrumentations and
 * agents.
 *
 * <p>A separate thread does the work, so that the OpenTelemetry inherits nothing from the caller:
 * no context class loader, no interrupt, no deep stack, no virtual thread. Callers wait for a
 * limited time, because a caller may hold a lock that the start needs.
 *
 * @since 0.1.0
 */
public final class OpenTelemetryStart implements Supplier<OpenTelemetry> {

  private static final Logger LOGGER =
      Logger.getLogger("io.openinference.instrumentation.OpenInference");
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final OpenTelemetryStarter starter;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean isWaitedFor = new AtomicBoolean(true);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile OpenTelemetry started = OpenTelemetry.noop();
  private volatile @Nullable Thread thread;

  /**
   * Creates a start that has not begun.
   *
   * @param starter runs once on a separate thread; if it throws, one log line says so and nothing
   *     is traced
   */
  public OpenTelemetryStart(OpenTelemetryStarter starter) {
    this.starter = requireNonNull(starter, "starter");
  }

  /**
   * Returns the started OpenTelemetry. The first call starts it; concurrent calls wait.
   *
   * @return the OpenTelemetry, or one that does nothing if the start failed, takes longer than 10
   *     seconds, or makes this call itself
   */
  @Override
  public OpenTelemetry get() {
    if (ended.getCount() > 0) {
      begin();
      await();
    }
    return started;
  }

  private void begin() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      Thread made = newThread();
      thread = made;
      made.start();
    } catch (Throwable fault) {
      end(fault);
    }
  }

  // Deprecated without a replacement. Java 24 and later do not need it.
  @SuppressWarnings("removal")
  private Thread newThread() {
    ClassLoader loader = starter.getClass().getClassLoader();
    // A thread keeps the access control context of its creator, here the application's code.
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread made = new Thread(null, this::start, "openinference-start", 0, false);
              made.setDaemon(true);
              made.setContextClassLoader(loader);
              return made;
            });
  }

  private void start() {
    // The starter may itself call traced code.
    try (Scope ignored = GuardedScope.with(TracingSuppression.INSTANCE)) {
      started = requireNonNull(starter.start(), "openTelemetry");
      end(null);
    } catch (Throwable fault) {
      end(fault);
    }
  }

  private void end(@Nullable Throwable fault) {
    try {
      if (fault != null) {
        LOGGER.warning(
            "OpenInference sends no spans, because its SDK failed to start: " + reason(fault));
      }
    } finally {
      thread = null;
      ended.countDown();
    }
  }

  /**
   * Returns the message of a fault about a setting or a class; other messages may quote secrets.
   */
  private static String reason(Throwable fault) {
    return fault instanceof IllegalArgumentException || fault instanceof LinkageError
        ? fault.toString()
        : fault.getClass().getName();
  }

  private void await() {
    if (Thread.currentThread() == thread || !isWaitedFor.get()) {
      return;
    }
    if (!hasEnded() && isWaitedFor.compareAndSet(true, false)) {
      LOGGER.warning(
          "OpenInference traces no calls until its SDK has started, which takes longer than 10"
              + " seconds.");
    }
  }

  /** Waits for the latch, even if the application interrupts the thread. */
  private boolean hasEnded() {
    long deadline = System.nanoTime() + MAX_WAIT_NANOS;
    boolean isInterrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
