// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Adds what OpenInference spans need to the OpenTelemetry of OpenTelemetry's agent: room for their
 * attributes, and projects.
 *
 * @since 0.1.0
 */
public final class OpenInferenceCustomizerProvider implements AutoConfigurationCustomizerProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenInferenceCustomizerProvider() {}

  @Override
  public void customize(AutoConfigurationCustomizer autoConfiguration) {
    // An application that configures an OpenTelemetry of its own may find this class too.
    if (!getClass()
        .getClassLoader()
        .getClass()
        .getName()
        .startsWith("io.opentelemetry.javaagent.")) {
      return;
    }
    try {
      ((AutoConfigurationCustomizerProvider) AgentStart.customizer()).customize(autoConfiguration);
    } catch (ReflectiveOperationException | LinkageError e) {
      System.err.println(
          "OpenInference spans keep OpenTelemetry's limits and go to one project, this OpenTelemetry"
              + " agent lacks what it needs: "
              + e);
    }
  }
}
