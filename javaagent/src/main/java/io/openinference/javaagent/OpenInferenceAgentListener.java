// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.instrument.Instrumentation;

/**
 * Starts the OpenInference agent after OpenTelemetry's agent has started.
 *
 * @since 0.1.0
 */
public final class OpenInferenceAgentListener implements AgentListener {

  private static final String INSTRUMENTATION =
      "io.opentelemetry.javaagent.bootstrap.InstrumentationHolder";

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenInferenceAgentListener() {}

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk openTelemetry) {
    if (!OpenInferenceCustomizerProvider.isFound()) {
      System.err.println(
          "OpenInference spans keep OpenTelemetry's limits and go to one project, because this jar"
              + " is for -javaagent. Use openinference-javaagent-extension.jar as the extension.");
    }
    try {
      Object instrumentation =
          Class.forName(INSTRUMENTATION, true, null).getMethod("getInstrumentation").invoke(null);
      AgentStart.start((Instrumentation) instrumentation);
    } catch (ReflectiveOperationException e) {
      System.err.println(
          "OpenInference traces nothing, because this release of OpenTelemetry's agent lacks a"
              + " class: "
              + e);
    }
  }
}
