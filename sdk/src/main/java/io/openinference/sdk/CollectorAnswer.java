// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the status that a collector answered with. Does not link with every OpenTelemetry. */
final class CollectorAnswer {

  static DeliveryOutcome outcome(FailedExportException failure) {
    if (failure instanceof HttpExportException http) {
      HttpResponse response = http.getResponse();
      return response == null ? DeliveryOutcome.UNCLEAR : ofHttpStatus(response.getStatusCode());
    }
    if (failure instanceof GrpcExportException grpc) {
      GrpcResponse response = grpc.getResponse();
      return response == null ? DeliveryOutcome.UNCLEAR : ofGrpc(response);
    }
    return DeliveryOutcome.UNCLEAR;
  }

  private static DeliveryOutcome ofHttpStatus(int status) {
    return switch (status) {
      // 507 is Phoenix's answer while its storage is full.
      case 408, 429, 502, 503, 504, 507 -> DeliveryOutcome.BUSY;
      case 413 -> DeliveryOutcome.TOO_LARGE;
      default -> status >= 500 ? DeliveryOutcome.UNCLEAR : DeliveryOutcome.REFUSED;
    };
  }

  private static DeliveryOutcome ofGrpc(GrpcResponse response) {
    return switch (response.getStatusCode()) {
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS ->
          DeliveryOutcome.BUSY;
      case RESOURCE_EXHAUSTED ->
          isAboutSize(response.getStatusDescription())
              ? DeliveryOutcome.TOO_LARGE
              : DeliveryOutcome.BUSY;
      case UNKNOWN, INTERNAL -> DeliveryOutcome.UNCLEAR;
      default -> DeliveryOutcome.REFUSED;
    };
  }

  /** The same status stands for a message over the limit and for an exhausted quota. */
  private static boolean isAboutSize(@Nullable String description) {
    return description != null
        && (description.contains("larger than max")
            || description.contains("exceeds maximum size"));
  }

  private CollectorAnswer() {}
}
