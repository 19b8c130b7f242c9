// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** Runs in a JVM of its own, with a small heap: ends 2,048 spans of 1 MB. */
final class LargeSpansApplication {

  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    for (int i = 0; i < 2_048; i++) {
      Spans.tracer(sdk.openTelemetry())
          .spanBuilder("large")
          .setAttribute(Spans.CONTENT, "x".repeat(1_000_000 + i))
          .startSpan()
          .end();
    }
    System.out.println("all spans ended");
    sdk.close();
    System.out.println("kept at most 64 MiB: " + (sdk.lostSpans() >= 2_048 - 68));
    System.out.println("lost all: " + (sdk.lostSpans() == 2_048));
  }

  private LargeSpansApplication() {}
}
