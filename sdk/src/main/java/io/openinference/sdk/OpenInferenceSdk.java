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
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
 * <p>A slow or unavailable collector does not affect the application. No application thread waits
 * for it, and no exception is thrown. A bounded queue keeps spans until the collector is available
 * again.
 *
 * @since 0.1.0
 */
public final class OpenInferenceSdk implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());
  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Shorter than the limit of {@link #close}, to leave time to end hanging requests. */
  private static final long LAST_ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(9);

  private static final String CLOSED =
      "OpenInferenceSdk is closed. Calls that start now make no spans."
          + " To trace again, call OpenInferenceSdk.register(), and wrap again what was wrapped"
          + " with openTelemetry() of the closed instance.";

  private static final String STARTED_LATE =
      "OpenInference starts while the JVM shuts down, so its spans may be lost. Call"
          + " OpenInferenceSdk.register() when the program starts, or"
          + " OpenInferenceSdk.register().close() at the end of your shutdown hook.";

  private static final String UNUSED =
      "OpenInference: no spans were made. Use the client that wrap(client) returns, or call"
          + " OpenInference.instrument().";

  private static final String OFF = "OpenInference: tracing is off";

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
  private volatile boolean expectsSpans;
  private volatile boolean hasStartedSpans;
  private volatile @Nullable ProcessInstrumentation instrumentation;

  /**
   * Sets up tracing from system properties and environment variables, and makes it the global
   * OpenTelemetry. Call this method once, before any code reads the global OpenTelemetry.
   *
   * <p>A further call returns the same instance while the instance is open. After its close, a
   * further call returns a new instance, which becomes the global OpenTelemetry. If {@code
   * OpenInference.instrument()} has started an instance before, this call returns that instance. If
   * other code has set a global OpenTelemetry, that one stays and a warning says so. Spans of that
   * OpenTelemetry do not pass through the returned instance.
   *
   * @return the instance; closing it is optional, because the JVM's shutdown sends the remaining
   *     spans
   */
  public static OpenInferenceSdk register() {
    return GlobalRegistration.register();
  }

  /** Returns a builder for settings that the environment does not set. */
  public static OpenInferenceSdkBuilder builder() {
    return new OpenInferenceSdkBuilder();
  }

  /**
   * Sets an instance up.
   *
   * @param expectsSpans true to say at the close that no spans were made
   */
  static OpenInferenceSdk create(SdkAssembly assembly, boolean expectsSpans) {
    OpenInferenceSdk sdk =
        assembled(
            assembly,
            openTelemetrySdk ->
                new OpenInferenceSdk(
                    openTelemetrySdk,
                    assembly.deliveries(),
                    assembly.describe(),
                    assembly.summary()));
    if (sdk == null) {
      return off();
    }
    if (assembly.sendsNothing()) {
      sdk.tellRoute();
    } else {
      sdk.expectsSpans = expectsSpans;
    }
    if (assembly.shutdownHook()) {
      sdk.addShutdownHook();
    }
    return sdk;
  }

  static OpenInferencePipeline createPipeline(SdkAssembly assembly) {
    // Only the deliveries live on. The rest of the OpenTelemetry SDK has neither threads nor
    // connections.
    OpenInferencePipeline pipeline =
        assembled(
            assembly,
            openTelemetrySdk ->
                new OpenInferencePipeline(
                    assembly.deliveries(), assembly.liveSpans(), assembly.describe()));
    return pipeline == null
        ? new OpenInferencePipeline(List.of(), /* liveSpans= */ null, OFF)
        : pipeline;
  }

  /** Returns what is made of the OpenTelemetry SDK, or null if the SDK cannot be set up. */
  private static <T> @Nullable T assembled(
      SdkAssembly assembly, Function<OpenTelemetrySdk, T> make) {
    // The set-up may itself call traced code, which would start another instance.
    try (Scope ignored = OpenInference.suppressTracing()) {
      return make.apply(assembly.assemble());
    } catch (ConfigurationException e) {
      LOGGER.warning(
          "OpenInference traces nothing, because OpenTelemetry cannot be set up: " + reason(e));
    } catch (Throwable fault) {
      boolean isOfJars =
          fault instanceof LinkageError || fault instanceof ServiceConfigurationError;
      String reason = isOfJars ? OpenTelemetryJars.fault() : null;
      if (reason == null) {
        GUARD.handle("set-up, tracing is off", fault);
      } else {
        LOGGER.warning("OpenInference traces nothing, because " + reason);
      }
    }
    return null;
  }

  /** Returns an instance that makes no spans. */
  static OpenInferenceSdk off() {
    return new OpenInferenceSdk(null, List.of(), OFF, OFF);
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

  /** Returns the OpenTelemetry for instrumentations and application code. */
  public OpenTelemetry openTelemetry() {
    return openTelemetrySdk == null ? OpenTelemetry.noop() : live;
  }

  /** Returns the OpenTelemetry that was set up, even after the close. */
  OpenTelemetry target() {
    return openTelemetrySdk == null ? OpenTelemetry.noop() : openTelemetrySdk;
  }

  /** Returns the OpenTelemetry for a span that starts now. */
  OpenTelemetry targetOfSpan() {
    if (makesSpans) {
      if (!hasStartedSpans) {
        hasStartedSpans = true;
      }
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

  /** Says nothing at the close if no spans were made, because another line tells why. */
  void expectNoSpans() {
    expectsSpans = false;
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Tells whether the set-up failed. */
  boolean isOff() {
    return openTelemetrySdk == null;
  }

  /** Turns instrumentations on until the SDK closes. */
  void instrument() {
    if (!isOff()) {
      instrumentation = OpenInference.instrument(live);
    }
  }

  /** Logs where spans go, once per process. */
  void tellRoute() {
    if (!isOff() && SpanRoute.tell(summary)) {
      LOGGER.info(summary);
    }
  }

  /**
   * Sends all ended spans. The call waits for the collector for at most 10 seconds, and stops as
   * soon as the collector is unreachable.
   *
   * @return true if all ended spans were delivered: none is left in the queue, and none was lost
   *     since the last flush
   */
  public boolean flush() {
    boolean isEmpty = openTelemetrySdk == null || flush(openTelemetrySdk);
    long lost = lostSpans();
    return lostSpansToldOf.getAndSet(lost) == lost && isEmpty;
  }

  /** While another thread closes this instance, that thread sends the spans. */
  private boolean flush(OpenTelemetrySdk flushed) {
    return closed.get()
        ? awaitClose(System.nanoTime() + TIMEOUT_NANOS)
        : flushed
            .getSdkTracerProvider()
            .forceFlush()
            .join(TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
            .isSuccess();
  }

  /**
   * Returns the number of spans that are lost for good since the set-up, because they were refused,
   * rejected, dropped from a full queue, or unsent at the close. A line on {@link System#err} says
   * why.
   */
  public long lostSpans() {
    return deliveries.stream().mapToLong(SpanDelivery::lostSpans).sum();
  }

  /**
   * Does the same as {@link #shutdown}. Afterwards, {@link #lostSpans} tells how many spans were
   * not delivered.
   */
  @Override
  public void close() {
    shutdown();
  }

  /**
   * Sends all ended spans and releases threads and connections. Takes at most 10 seconds, whatever
   * the collector does. Spans that end later are lost, and a log line says so. Calls that start
   * later make no spans, and one warning says so. A second call has no effect. A thread that is
   * interrupted before the call waits all the same, and stays interrupted.
   *
   * @return true if no span was lost since the set-up
   */
  public boolean shutdown() {
    return shutdown(/* isExit= */ false);
  }

  /**
   * The tracer provider stays open at the JVM's exit, so that lost spans of the application's own
   * shutdown hooks are logged and counted. A closed provider would make no spans at all.
   */
  private boolean shutdown(boolean isExit) {
    OpenTelemetrySdk closing = openTelemetrySdk;
    if (closing == null) {
      return true;
    }
    // An interrupted thread could not wait, and the spans would be lost.
    boolean isInterrupted = Thread.interrupted();
    try {
      shutdown(closing, isExit, System.nanoTime() + TIMEOUT_NANOS);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return lostSpans() == 0;
  }

  private void shutdown(OpenTelemetrySdk closing, boolean isExit, long deadline) {
    if (closed.compareAndSet(false, true)) {
      removeShutdownHook();
      if (!isExit) {
        uninstrument();
      }
      deliveries.forEach(delivery -> delivery.close(deadline - TIMEOUT_NANOS + LAST_ATTEMPT_NANOS));
      makesSpans = isExit;
      CompletableResultCode rest =
          isExit ? closing.getSdkTracerProvider().forceFlush() : closing.shutdown();
      rest.join(nanosUntil(deadline), TimeUnit.NANOSECONDS);
      closeEnded.countDown();
      tellIfUnused();
    } else {
      boolean unused = awaitClose(deadline);
    }
  }

  /** For a program that registers the SDK and forgets to trace anything. */
  private void tellIfUnused() {
    if (expectsSpans && !hasStartedSpans) {
      DeliveryLog.info(UNUSED);
    }
  }

  private void uninstrument() {
    ProcessInstrumentation turnedOn = instrumentation;
    if (turnedOn != null) {
      turnedOn.uninstrument();
    }
  }

  /**
   * Waits for the thread that closes this instance: the JVM's shutdown and the application may both
   * do so. Returns false if that thread is still at work.
   */
  private boolean awaitClose(long deadline) {
    try {
      if (closeEnded.await(nanosUntil(deadline), TimeUnit.NANOSECONDS)) {
        return true;
      }
      LOGGER.fine("Another thread is still closing.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static long nanosUntil(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private void addShutdownHook() {
    try {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      DeliveryLog.warn(STARTED_LATE);
    }
  }

  private void removeShutdownHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      LOGGER.fine("The shutdown hook stays, because the JVM is already shutting down.");
    }
  }

  /** Describes where spans go, without header values. */
  @Override
  public String toString() {
    return description;
  }
}
