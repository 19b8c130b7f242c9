// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.trace.Span;
import java.util.concurrent.TimeUnit;

/** Runs in a JVM of its own: its last call ends while the JVM shuts down. */
final class HookedApplication {

  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    Span call = Spans.tracer(sdk.openTelemetry()).spanBuilder("last call").startSpan();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sdk, call)));
  }

  private static void end(OpenInferenceSdk sdk, Span call) {
    try {
      // The SDK's own hook, if there is one, has nothing to send and ends meanwhile.
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    call.end();
    System.out.println("delivered: " + sdk.shutdown());
  }

  private HookedApplication() {}
}
