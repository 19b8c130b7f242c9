// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.OpenInferenceTracerBuilder;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Builds the tracer of an instrumentation module.
 *
 * @since 0.1.0
 */
public final class ModuleTracer {

  /**
   * Returns a builder for a tracer whose spans name the module as their instrumentation scope.
   *
   * @param type a class of the module. Its package is the name of the scope, and the version of its
   *     jar is the version.
   */
  public static OpenInferenceTracerBuilder builder(OpenTelemetry openTelemetry, Class<?> type) {
    return OpenInferenceTracer.builder(openTelemetry)
        .instrumentationName(type.getPackageName())
        .instrumentationVersion(type.getPackage().getImplementationVersion());
  }

  private ModuleTracer() {}
}
