// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Customizes the OpenTelemetry of OpenTelemetry's agent for OpenInference spans: a higher attribute
 * limit, and projects.
 *
 * @since 0.1.0
 */
public final class OpenInferenceCustomizerProvider implements AutoConfigurationCustomizerProvider {

  private static volatile boolean isFound;

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenInferenceCustomizerProvider() {}

  @Override
  public void customize(AutoConfigurationCustomizer autoConfiguration) {
    // An application that configures its own OpenTelemetry may find this class too.
    if (!getClass()
        .getClassLoader()
        .getClass()
        .getName()
        .startsWith("io.opentelemetry.javaagent.")) {
      return;
    }
    isFound = true;
    try {
      ((AutoConfigurationCustomizerProvider) AgentStart.customizer()).customize(autoConfiguration);
    } catch (ReflectiveOperationException | LinkageError e) {
      System.err.println(
          "OpenInference spans keep OpenTelemetry's limits and go to one project, because this"
              + " release of OpenTelemetry's agent lacks a class: "
              + e);
    }
  }

  /** Whether OpenTelemetry's agent has found this class, which only the extension's jar lists. */
  static boolean isFound() {
    return isFound;
  }
}
