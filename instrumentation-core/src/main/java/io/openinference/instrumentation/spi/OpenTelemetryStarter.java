// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;

/**
 * Service that starts an OpenTelemetry for an application that calls {@code
 * OpenInference.instrument()} and sets no global OpenTelemetry.
 *
 * <p>Core finds the service by {@link java.util.ServiceLoader}, in the class loader that loaded
 * core.
 *
 * @since 0.1.0
 */
public interface OpenTelemetryStarter {

  /**
   * Starts the OpenTelemetry with its settings from the environment, and logs where spans go. Does
   * not set the global OpenTelemetry, because the application may still set one.
   *
   * @return the OpenTelemetry, which flushes its spans when the JVM shuts down
   */
  OpenTelemetry start();
}
