// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.OpenTelemetryStarter;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Starts {@link OpenInferenceSdk} for an application that calls {@code OpenInference.instrument()}
 * and sets no global OpenTelemetry. Core finds this class by itself. The class is public because
 * {@link java.util.ServiceLoader} requires it.
 *
 * <p>A later {@link OpenInferenceSdk#register()} returns the started instance.
 *
 * @since 0.1.0
 */
public final class OpenInferenceSdkStarter implements OpenTelemetryStarter {

  private final boolean isQuiet;

  /** Creates a starter that logs where spans go; called by {@link java.util.ServiceLoader}. */
  public OpenInferenceSdkStarter() {
    this(false);
  }

  private OpenInferenceSdkStarter(boolean isQuiet) {
    this.isQuiet = isQuiet;
  }

  /** Returns a starter that logs nothing, for an agent that has already logged where spans go. */
  public static OpenInferenceSdkStarter quiet() {
    return new OpenInferenceSdkStarter(true);
  }

  /**
   * Returns where the environment's settings send spans, for example {@code to
   * http://localhost:6006/v1/traces, project default}. The SDK does not log this route again. For
   * an agent that logs the route before it starts the SDK.
   */
  public static String announcedRoute() {
    String route = SpanRoute.ofEnvironment();
    SpanRoute.tell(route);
    return route;
  }

  /**
   * Returns where spans go under OpenTelemetry's agent, for example {@code where OpenTelemetry's
   * agent sends them, project default}.
   */
  public static String routeOfOpenTelemetryAgent() {
    return SpanRoute.ofOpenTelemetryAgent();
  }

  @Override
  public OpenTelemetry start() {
    return GlobalRegistration.startOnDemand(isQuiet).openTelemetry();
  }
}
