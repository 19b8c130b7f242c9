// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.trace.Span;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs in a JVM of its own: its last call ends while the JVM shuts down. With the variable {@code
 * LATE_CALL} the call starts there too.
 */
final class HookedApplication {

  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    boolean isLate = System.getenv("LATE_CALL") != null;
    Span early = isLate ? null : start(sdk);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sdk, early)));
  }

  private static Span start(OpenInferenceSdk sdk) {
    return Spans.tracer(sdk.openTelemetry()).spanBuilder("last call").startSpan();
  }

  private static void end(OpenInferenceSdk sdk, @Nullable Span early) {
    try {
      // The SDK's own hook, if there is one, has nothing to send and ends meanwhile.
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    (early == null ? start(sdk) : early).end();
    System.out.println("delivered: " + sdk.shutdown());
  }

  private HookedApplication() {}
}
