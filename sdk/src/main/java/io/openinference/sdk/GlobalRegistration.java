// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.instrumentation.spi.ToldLines;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which instances are registered. A process can set the global OpenTelemetry only once. This
 * class therefore sets one that forwards to the last registered instance.
 */
final class GlobalRegistration {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());
  private static final Object LOCK = new Object();

  /** Off until an instance becomes the global OpenTelemetry. */
  private static volatile OpenInferenceSdk latestGlobal = OpenInferenceSdk.off();

  private static final OpenTelemetry GLOBAL = new LiveOpenTelemetry(() -> latestGlobal);

  private static final String PINNED =
      "GlobalOpenTelemetry.get() was called before OpenInferenceSdk.register(), so the global"
          + " OpenTelemetry stays one that makes no spans. Call register() first, or use"
          + " OpenInferenceSdk.openTelemetry() in place of GlobalOpenTelemetry.get().";

  private static final String OTHER =
      "Other code has set the global OpenTelemetry, which stays. Spans made through it do not go"
          + " where OpenInferenceSdk sends them: use OpenInferenceSdk.openTelemetry(), or set"
          + " OpenInferenceSdk up before the first call of GlobalOpenTelemetry.get() or set().";

  @GuardedBy("LOCK")
  private static @Nullable OpenInferenceSdk registered;

  @GuardedBy("LOCK")
  private static @Nullable OpenInferenceSdk startedOnDemand;

  /** Returns the registered instance if it is open; otherwise registers a new instance. */
  static OpenInferenceSdk register() {
    synchronized (LOCK) {
      OpenInferenceSdk known = registered;
      if (known != null && known.isOpen()) {
        LOGGER.info(
            "OpenInferenceSdk.register() was called before. This call changes nothing and returns"
                + " the same instance.");
        return known;
      }
      known = startedOnDemand;
      if (known == null || !known.isOpen()) {
        return OpenInferenceSdk.builder().register();
      }
      // The existing instance has the same settings and may hold unsent spans.
      register(known, /* isGlobal= */ true);
      return known;
    }
  }

  /** Registers an instance in place of the registered one. */
  static void register(OpenInferenceSdk sdk, boolean isGlobal) {
    synchronized (LOCK) {
      registered = sdk;
      if (isGlobal) {
        makeGlobal(sdk);
      }
    }
  }

  /** Returns the registered instance, or the one that {@link #register()} will return. */
  static OpenInferenceSdk startOnDemand(boolean isQuiet) {
    synchronized (LOCK) {
      OpenInferenceSdk known = registered;
      if (known == null || !known.isOpen()) {
        known = OpenInferenceSdk.builder().build();
        startedOnDemand = known;
        if (!isQuiet) {
          known.tellRoute();
        }
      }
      return known;
    }
  }

  /**
   * Makes the global OpenTelemetry forward to the instance, unless other code has set a global
   * OpenTelemetry.
   */
  static void makeGlobal(OpenInferenceSdk sdk) {
    if (sdk.isOff()) {
      return;
    }
    synchronized (LOCK) {
      latestGlobal = sdk;
      try {
        GlobalOpenTelemetry.set(GLOBAL);
      } catch (IllegalStateException alreadySet) {
        if (!isOurs()) {
          warnOfOtherGlobal();
          sdk.expectNoSpans();
        }
      }
    }
  }

  private static void warnOfOtherGlobal() {
    if (GlobalOpenTelemetry.get().getTracerProvider() != TracerProvider.noop()) {
      LOGGER.warning(OTHER);
    } else if (ToldLines.isNew(ToldLines.EARLY_GLOBAL)) {
      LOGGER.warning(PINNED);
    }
  }

  private static boolean isOurs() {
    return GlobalOpenTelemetry.get().getTracerProvider() == GLOBAL.getTracerProvider();
  }

  private GlobalRegistration() {}
}
