// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.concurrent.TimeUnit;

/** Runs in a JVM of its own: ends some spans, and goes on for a while like a server. */
final class RunningApplication {

  public static void main(String[] arguments) throws InterruptedException {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    for (int i = 0; i < 4; i++) {
      Spans.make(sdk.openTelemetry(), 2, 10);
      sdk.flush();
      TimeUnit.MILLISECONDS.sleep(1_500);
    }
    System.out.println("lost " + sdk.lostSpans());
    // As if the machine had gone: the line must be there before the end.
    Runtime.getRuntime().halt(0);
  }

  private RunningApplication() {}
}
