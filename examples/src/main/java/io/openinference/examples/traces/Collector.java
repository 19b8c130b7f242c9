// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.traces;

import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OtlpProtocol;
import io.openinference.testing.OtlpReceiver;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an example's spans go: to the endpoint in the environment, else to a receiver of the
 * example's own.
 *
 * @since 0.1.0
 */
public final class Collector implements AutoCloseable {

  private static final List<String> ENDPOINT_VARIABLES =
      List.of(
          "OPENINFERENCE_BACKEND",
          "PHOENIX_COLLECTOR_ENDPOINT",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private final OpenInferenceSdk sdk;
  private final @Nullable OtlpReceiver receiver;

  private Collector(OpenInferenceSdk sdk, @Nullable OtlpReceiver receiver) {
    this.sdk = sdk;
    this.receiver = receiver;
  }

  /**
   * Starts the receiver if one is needed, and the SDK that sends there.
   *
   * @param environment of which {@code PHOENIX_COLLECTOR_ENDPOINT}, {@code
   *     OTEL_EXPORTER_OTLP_ENDPOINT} and {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT} are looked at
   */
  public static Collector start(Map<String, String> environment) {
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

  /** Starts the SDK that sends spans to an endpoint. */
  public static Collector at(String endpoint) {
    OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().endpoint(endpoint).protocol(OtlpProtocol.HTTP_PROTOBUF).build();
    return new Collector(sdk, null);
  }

  /** Returns the SDK that sends the spans. */
  public OpenInferenceSdk sdk() {
    return sdk;
  }

  /**
   * Prints the received traces, or where they went.
   *
   * @param projects the projects that the example writes to
   * @throws IllegalStateException if no span arrived
   */
  public void report(PrintStream out, String... projects) {
    boolean sent = sdk.flush();
    if (receiver == null ? !sent : receiver.spans().isEmpty()) {
      throw new IllegalStateException("No span arrived. " + sdk);
    }
    if (receiver == null) {
      String noun = projects.length == 1 ? "project" : "projects";
      out.printf("Sent to %s %s.%n", noun, String.join(" and ", projects));
      out.println(sdk);
    } else {
      out.print(TracePrinter.print(receiver.spans()));
    }
  }

  /** Sends what is left and stops. */
  @Override
  public void close() {
    sdk.close();
    if (receiver != null) {
      receiver.close();
    }
  }
}
