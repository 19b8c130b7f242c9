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

  /**
   * Creates a starter.
   *
   * @param isQuiet true to log nothing, for an agent that has already logged where spans go
   */
  public OpenInferenceSdkStarter(boolean isQuiet) {
    this.isQuiet = isQuiet;
  }

  @Override
  public OpenTelemetry start() {
    return GlobalRegistration.startOnDemand(isQuiet).openTelemetry();
  }
}
