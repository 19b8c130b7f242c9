// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.ProcessInstrumentation;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans over OTLP to Phoenix or any other collector.
 *
 * <pre>{@code
 * OpenInferenceSdk.register();
 * OpenInference.instrument();
 * }</pre>
 *
 * <p>A collector that is down, slow or refusing costs the application nothing: no thread of the
 * application waits for it, spans are kept within bounds until it is back, and nothing is thrown.
 *
 * @since 0.1.0
 */
public final class OpenInferenceSdk implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());
  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Leaves time to end what hangs before {@link #close} returns. */
  private static final long LAST_ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(9);

  private static final String CLOSED =
      "OpenInferenceSdk is closed: calls that start now make no spans, and none are sent."
          + " OpenInferenceSdk.register() sets it up again.";

  private final @Nullable OpenTelemetrySdk openTelemetrySdk;
  private final List<SpanDelivery> deliveries;
  private final String description;
  private final String summary;
  private final Thread shutdownHook =
      DeliveryThreads.create(() -> shutdown(true), "openinference-sdk-shutdown");
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean closeTold = new AtomicBoolean();
  private final CountDownLatch closeEnded = new CountDownLatch(1);
  private final AtomicLong lostSpansToldOf = new AtomicLong();
  private final OpenTelemetry live = new LiveOpenTelemetry(() -> this);
  private volatile boolean makesSpans = true;
  private volatile @Nullable ProcessInstrumentation instrumentation;

  /**
   * Sets tracing up from system properties and environment variables, and makes it the global
   * OpenTelemetry. Call it once, before anything asks for the global OpenTelemetry.
   *
   * <p>A further call returns the same instance while that is open, and after its close a new one
   * that takes its place as the global OpenTelemetry. Where {@code OpenInference.instrument()} has
   * started an instance before, the call returns that one. Where other code has set a global
   * OpenTelemetry, that one stays, and a warning tells so: spans made through it do not pass the
   * returned instance.
   *
   * @return the instance, which need not be closed: spans are flushed when the JVM shuts down
   */
  public static OpenInferenceSdk register() {
    return GlobalRegistration.register();
  }

  /** Returns a builder for what the environment does not set. */
  public static OpenInferenceSdkBuilder builder() {
    return new OpenInferenceSdkBuilder();
  }

  static OpenInferenceSdk create(SdkAssembly assembly) {
    // The set-up may call what is traced, which would start another instance.
    try (Scope ignored = OpenInference.suppressTracing()) {
      OpenTelemetrySdk openTelemetrySdk = assembly.assemble();
      OpenInferenceSdk sdk =
          new OpenInferenceSdk(
              openTelemetrySdk, assembly.deliveries(), assembly.describe(), assembly.summary());
      if (assembly.shutdownHook()) {
        sdk.addShutdownHook();
      }
      return sdk;
    } catch (ConfigurationException e) {
      LOGGER.warning("Tracing is off, because OpenTelemetry cannot be set up: " + reason(e));
    } catch (Throwable fault) {
      GUARD.handle("set-up, tracing is off", fault);
    }
    return off();
  }

  /** Returns an instance that makes no spans. */
  static OpenInferenceSdk off() {
    String off = "OpenInference: tracing is off";
    return new OpenInferenceSdk(null, List.of(), off, off);
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }

  private OpenInferenceSdk(
      @Nullable OpenTelemetrySdk openTelemetrySdk,
      List<SpanDelivery> deliveries,
      String description,
      String summary) {
    this.openTelemetrySdk = openTelemetrySdk;
    this.deliveries = deliveries;
    this.description = description;
    this.summary = summary;
  }

  /** Returns the OpenTelemetry that instrumentations take. */
  public OpenTelemetry openTelemetry() {
    return openTelemetrySdk == null ? OpenTelemetry.noop() : live;
  }

  /** Returns the OpenTelemetry that was set up, also after the close. */
  OpenTelemetry target() {
    return openTelemetrySdk == null ? OpenTelemetry.noop() : openTelemetrySdk;
  }

  /** Returns the OpenTelemetry for a span that starts now. */
  OpenTelemetry targetOfSpan() {
    if (makesSpans) {
      return target();
    }
    if (closeTold.compareAndSet(false, true)) {
      DeliveryLog.warn(CLOSED);
    }
    return OpenTelemetry.noop();
  }

  SpanLimits spanLimits() {
    return openTelemetrySdk == null
        ? SpanLimits.getDefault()
        : openTelemetrySdk.getSdkTracerProvider().getSpanLimits();
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Returns whether the set-up failed. */
  boolean isOff() {
    return openTelemetrySdk == null;
  }

  /** Turns instrumentations on until the close. */
  void instrument() {
    if (!isOff()) {
      instrumentation = OpenInference.instrument(live);
    }
  }

  /** Says in one line where spans go, unless one has said so in this process. */
  void tellRoute() {
    if (!isOff() && SpanRoute.tell(summary)) {
      LOGGER.info(summary);
    }
  }

  /**
   * Sends all ended spans and waits for the collector, at most 10 seconds and no longer than until
   * it turns out to be unreachable.
   *
   * @return whether all spans that have ended were delivered: none is left to be sent, and none was
   *     lost since the last flush
   */
  public boolean flush() {
    boolean isEmpty = true;
    if (openTelemetrySdk != null && !closed.get()) {
      isEmpty =
          openTelemetrySdk
              .getSdkTracerProvider()
              .forceFlush()
              .join(TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
              .isSuccess();
    }
    long lost = lostSpans();
    return lostSpansToldOf.getAndSet(lost) == lost && isEmpty;
  }

  /**
   * Returns how many spans are lost for good since the set-up: refused, rejected, dropped for want
   * of room, or left at the end. A line on {@link System#err} tells why.
   */
  public long lostSpans() {
    return deliveries.stream().mapToLong(SpanDelivery::lostSpans).sum();
  }

  /**
   * Does what {@link #shutdown} does. {@link #lostSpans} tells afterwards whether all was
   * delivered.
   */
  @Override
  public void close() {
    shutdown();
  }

  /**
   * Sends all ended spans and releases threads and connections. It takes at most 10 seconds,
   * whatever the collector does. Spans that end later are lost, with a line that says so. Calls
   * that start later make no spans, which one warning says. A further call changes nothing.
   *
   * @return whether no span was lost since the set-up
   */
  public boolean shutdown() {
    return shutdown(/* isExit= */ false);
  }

  /**
   * At the JVM's exit the tracer provider stays open: spans of the application's own shutdown hooks
   * are then lost with a line and a count. A provider that is shut down makes no spans at all.
   */
  private boolean shutdown(boolean isExit) {
    if (openTelemetrySdk == null) {
      return true;
    }
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    if (closed.compareAndSet(false, true)) {
      removeShutdownHook();
      if (!isExit) {
        uninstrument();
      }
      deliveries.forEach(delivery -> delivery.close(deadline - TIMEOUT_NANOS + LAST_ATTEMPT_NANOS));
      makesSpans = isExit;
      CompletableResultCode rest =
          isExit
              ? openTelemetrySdk.getSdkTracerProvider().forceFlush()
              : openTelemetrySdk.shutdown();
      rest.join(nanosUntil(deadline), TimeUnit.NANOSECONDS);
      closeEnded.countDown();
    } else {
      awaitClose(deadline);
    }
    return lostSpans() == 0;
  }

  private void uninstrument() {
    ProcessInstrumentation turnedOn = instrumentation;
    if (turnedOn != null) {
      turnedOn.uninstrument();
    }
  }

  /** The JVM's shutdown and the application may both close it. */
  private void awaitClose(long deadline) {
    try {
      if (!closeEnded.await(nanosUntil(deadline), TimeUnit.NANOSECONDS)) {
        LOGGER.fine("Another thread still closes.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long nanosUntil(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private void addShutdownHook() {
    try {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      LOGGER.fine("No shutdown hook, the JVM shuts down already.");
    }
  }

  private void removeShutdownHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      LOGGER.fine("The shutdown hook stays, the JVM shuts down already.");
    }
  }

  /** Describes where spans go; header values are hidden. */
  @Override
  public String toString() {
    return description;
  }
}
