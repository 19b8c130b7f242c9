// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Scope;

/** Runs in a JVM of its own: makes spans through the global OpenTelemetry and ends. */
final class ShortLivedApplication {

  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    System.out.println(sdk);
    System.out.println("same instance: " + (OpenInferenceSdk.register() == sdk));
    Spans.make(GlobalOpenTelemetry.get(), "first");
    try (Scope scope = OpenInference.usingProject("second-project")) {
      Spans.make(GlobalOpenTelemetry.get(), "second");
    }
  }

  private ShortLivedApplication() {}
}
