// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import io.openinference.examples.traces.TracePrinter;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OtlpProtocol;
import io.openinference.testing.OtlpReceiver;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the spans go: to the endpoint in the environment, else to a receiver of this program. */
final class Collector implements AutoCloseable {

  private static final List<String> ENDPOINT_VARIABLES =
      List.of(
          "PHOENIX_COLLECTOR_ENDPOINT",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private final OpenInferenceSdk sdk;
  private final @Nullable OtlpReceiver receiver;

  private Collector(OpenInferenceSdk sdk, @Nullable OtlpReceiver receiver) {
    this.sdk = sdk;
    this.receiver = receiver;
  }

  static Collector start(Map<String, String> environment) {
    if (ENDPOINT_VARIABLES.stream()
        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank())) {
      // The SDK reads the variables itself.
      return new Collector(OpenInferenceSdk.builder().build(), null);
    }
    OtlpReceiver receiver = OtlpReceiver.start();
    OpenInferenceSdk sdk =
        OpenInferenceSdk.builder()
            .endpoint(receiver.endpoint())
            .protocol(OtlpProtocol.HTTP_PROTOBUF)
            .build();
    return new Collector(sdk, receiver);
  }

  OpenInferenceSdk sdk() {
    return sdk;
  }

  /**
   * Prints the received traces, or where they went.
   *
   * @throws IllegalStateException if no span arrived
   */
  void report(PrintStream out) {
    boolean sent = sdk.flush();
    if (receiver == null ? !sent : receiver.spans().isEmpty()) {
      throw new IllegalStateException("No span arrived. " + sdk);
    }
    if (receiver == null) {
      out.printf("Sent to projects %s and %s.%n", Quickstart.PROJECT, Quickstart.TOPICS_PROJECT);
      out.println(sdk);
    } else {
      out.print(TracePrinter.print(receiver.spans()));
    }
  }

  @Override
  public void close() {
    sdk.close();
    if (receiver != null) {
      receiver.close();
    }
  }
}
