// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.openinference.instrumentation.api.door.TracingSource;

/** Chooses the handler that fits what the application has on its class path. */
final class ObservationHandlers {

  private static final String MICROMETER_TRACING =
      "io.micrometer.tracing.handler.TracingObservationHandler";
  private static final String OPENTELEMETRY_BRIDGE = "io.micrometer.tracing.otel.bridge.OtelSpan";

  static ObservationHandler<Observation.Context> of(TracingSource<Tracing> source) {
    if (!isPresent(MICROMETER_TRACING)) {
      return new SpanObservationHandler(source, ContextBridge.NONE);
    }
    ContextBridge bridge =
        isPresent(OPENTELEMETRY_BRIDGE) ? new OtelContextBridge() : ContextBridge.NONE;
    return new BridgedObservationHandler(new SpanObservationHandler(source, bridge));
  }

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, ObservationHandlers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private ObservationHandlers() {}
}
