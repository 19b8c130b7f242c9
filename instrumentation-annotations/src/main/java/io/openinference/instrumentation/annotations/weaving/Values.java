// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records arguments and results without consuming them. */
final class Values {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("annotations");

  /**
   * Records arguments by name.
   *
   * @param arguments the copies that {@link #copy} returned
   */
  static void recordInput(OpenInferenceSpan<?> span, Map<String, @Nullable Object> arguments) {
    span.inputJson(arguments);
  }

  /** Copies an argument; if reading it throws, the copy is the name of its class. */
  static @Nullable Object copy(@Nullable Object argument, boolean whole) {
    try {
      return PlainValue.of(argument, whole);
    } catch (Throwable fault) {
      GUARD.handle("input", fault);
      return argument == null ? null : argument.getClass().getName();
    }
  }

  static void recordOutput(OpenInferenceSpan<?> span, @Nullable Object result, boolean whole) {
    if (result == null || !span.isRecording()) {
      return;
    }
    try {
      Object value = PlainValue.of(result, whole);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        span.output(value.toString());
      } else {
        span.outputJson(value);
      }
    } catch (Throwable fault) {
      GUARD.handle("output", fault);
    }
  }

  private Values() {}
}
