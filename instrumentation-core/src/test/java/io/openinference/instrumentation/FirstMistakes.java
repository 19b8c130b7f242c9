// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/** Runs in a JVM of its own: makes tracers with an OpenTelemetry that makes no spans. */
final class FirstMistakes {

  public static void main(String[] arguments) {
    OpenTelemetry openTelemetry =
        arguments[0].equals("global") ? GlobalOpenTelemetry.get() : OpenTelemetry.noop();
    for (int i = 0; i < 2; i++) {
      OpenInferenceTracer.create(openTelemetry).chain("call").run(() -> {});
    }
  }

  private FirstMistakes() {}
}
