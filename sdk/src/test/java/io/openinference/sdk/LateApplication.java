// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** Runs in a JVM of its own: sets the SDK up in its shutdown hook and makes a span there. */
final class LateApplication {

  public static void main(String[] arguments) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> Spans.make(OpenInferenceSdk.register().openTelemetry(), "late")));
  }

  private LateApplication() {}
}
