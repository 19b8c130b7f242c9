// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** An application that a server runs in a class loader of its own, and releases. */
public final class DeployedApplication {

  /** Makes spans and closes. */
  public static void run() {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    Spans.make(sdk.openTelemetry(), "one");
    sdk.flush();
    Spans.make(sdk.openTelemetry(), "two");
    sdk.close();
  }

  private DeployedApplication() {}
}
