// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer of a gRPC collector. */
final class GrpcAnswer {

  /** Answers by gRPC status code. */
  private static final List<String> NAMES =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  /**
   * Reads the answer.
   *
   * @param description the server's description of the status; it is inspected and never quoted
   */
  static Answer of(int code, @Nullable String description, byte[] message) {
    String name = code >= 0 && code < NAMES.size() ? NAMES.get(code) : "UNKNOWN";
    if (name.equals("OK")) {
      OtlpResponse response = OtlpResponse.readProtobuf(message);
      return Answer.delivered(response == null ? 0 : response.rejectedSpans());
    }
    return Answer.failed(outcome(name, description), "gRPC " + name, advice(name));
  }

  private static DeliveryOutcome outcome(String name, @Nullable String description) {
    return switch (name) {
      case "CANCELLED",
          "DEADLINE_EXCEEDED",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNAVAILABLE",
          "DATA_LOSS" ->
          DeliveryOutcome.BUSY;
      case "RESOURCE_EXHAUSTED" ->
          isAboutSize(description) ? DeliveryOutcome.TOO_LARGE : DeliveryOutcome.BUSY;
      case "UNKNOWN", "INTERNAL" -> DeliveryOutcome.UNCLEAR;
      default -> DeliveryOutcome.REFUSED;
    };
  }

  /** The same status code means a message over the limit or an exhausted quota. */
  private static boolean isAboutSize(@Nullable String description) {
    return description != null
        && (description.contains("larger than max")
            || description.contains("exceeds maximum size"));
  }

  private static String advice(String name) {
    return switch (name) {
      case "UNAUTHENTICATED", "PERMISSION_DENIED" ->
          "Check PHOENIX_API_KEY or the header that carries the key.";
      case "UNIMPLEMENTED", "NOT_FOUND" ->
          "Check the host and port of the endpoint: it must accept OTLP traces over gRPC.";
      default -> "";
    };
  }

  private GrpcAnswer() {}
}
