// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** Runs in a JVM of its own: ends some spans or none, and ends itself at once. */
final class EndingApplication {

  static final int SPANS = 600;

  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    if (arguments.length == 0) {
      Spans.make(sdk.openTelemetry(), SPANS, 10);
    }
  }

  private EndingApplication() {}
}
