// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The application's OpenTelemetry, looked up at the start of each span, for authors of
 * instrumentations and agents.
 *
 * <p>This is the global OpenTelemetry as soon as the application has set one. Until then, an {@link
 * OpenTelemetryStarter} on the class path starts an OpenTelemetry with the first span. Without a
 * starter, no span is made and one warning names the missing dependency. This class never sets the
 * global OpenTelemetry.
 *
 * <p>It provides tracers and propagators, but no meters and no loggers.
 *
 * @since 0.1.0
 */
public final class ApplicationOpenTelemetry implements OpenTelemetry {

  private static final Logger LOGGER =
      Logger.getLogger("io.openinference.instrumentation.OpenInference");

  private static final ApplicationOpenTelemetry INSTANCE = new ApplicationOpenTelemetry();

  private static volatile @Nullable OpenTelemetryStarter offered;

  private final OpenTelemetryStart start = new OpenTelemetryStart(ApplicationOpenTelemetry::start);
  private final TracerProvider tracerProvider = new LatestTracerProvider(this::current);
  private final ContextPropagators propagators =
      ContextPropagators.create(new ApplicationPropagator(this::current));

  /** Returns the single instance. */
  public static OpenTelemetry get() {
    return INSTANCE;
  }

  /** Tells whether the application has set a global OpenTelemetry; does not set one. */
  public static boolean isGlobalSet() {
    return GlobalLookup.find() != null;
  }

  /** Registers the agent's starter, for applications that have no starter on their class path. */
  public static void offer(OpenTelemetryStarter starter) {
    offered = starter;
  }

  private static OpenTelemetry start() {
    if (GlobalLookup.isAutoConfigured()) {
      OpenTelemetry configured = GlobalOpenTelemetry.get();
      LOGGER.info(GlobalLookup.autoConfiguredRoute());
      return configured;
    }
    List<OpenTelemetryStarter> found = new ArrayList<>();
    ServiceEntries.load(
        OpenTelemetryStarter.class, found::add, ApplicationOpenTelemetry::reportBroken);
    OpenTelemetryStarter starter = found.isEmpty() ? offered : found.get(0);
    if (starter != null) {
      return starter.start();
    }
    LOGGER.warning(
        "OpenInference sends no spans: no global OpenTelemetry is set and no SDK is on the class"
            + " path. Add the dependency io.openinference:openinference-sdk, or set"
            + " GlobalOpenTelemetry, or call instrument(openTelemetry).");
    return OpenTelemetry.noop();
  }

  private static void reportBroken(Throwable fault) {
    LOGGER.log(
        Level.WARNING,
        "OpenInference cannot load its SDK from the class path and sends no spans: {0}",
        fault);
  }

  /** Returns the OpenTelemetry that new spans use now. */
  public OpenTelemetry current() {
    OpenTelemetry global = GlobalLookup.find();
    return global == null ? start.get() : global;
  }

  @Override
  public TracerProvider getTracerProvider() {
    return tracerProvider;
  }

  @Override
  public ContextPropagators getPropagators() {
    return propagators;
  }

  private ApplicationOpenTelemetry() {}
}
