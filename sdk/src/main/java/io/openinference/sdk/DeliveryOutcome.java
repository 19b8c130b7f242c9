// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** How an attempt to deliver a batch ended. */
enum DeliveryOutcome {
  DELIVERED,
  /** The collector answered that it cannot take spans now. */
  BUSY,
  /** There was no connection. */
  UNREACHABLE,
  /** No answer came. */
  UNANSWERED,
  /** The collector does not take requests of this size. */
  TOO_LARGE,
  /** The collector will not take this batch, however often it is sent. */
  REFUSED,
  /** It cannot be told whether the collector or the batch is at fault. */
  UNCLEAR;

  /** Whether more time is of no use to those who wait. */
  boolean isWithoutAnswer() {
    return this == UNREACHABLE || this == UNANSWERED;
  }

  /** Whether it says something about the collector and nothing about the batch. */
  boolean isTemporary() {
    return this == BUSY || isWithoutAnswer();
  }

  static DeliveryOutcome of(CompletableResultCode result) {
    if (result.isSuccess()) {
      return DELIVERED;
    }
    try {
      return ofFailure(result.getFailureThrowable());
    } catch (LinkageError otherVersion) {
      // The status is known to internal classes of OpenTelemetry only.
      return UNCLEAR;
    }
  }

  private static DeliveryOutcome ofFailure(@Nullable Throwable failure) {
    if (failure instanceof HttpExportException http) {
      var response = http.getResponse();
      return response == null ? withoutAnswer(http) : ofHttpStatus(response.getStatusCode());
    }
    if (failure instanceof GrpcExportException grpc) {
      GrpcResponse response = grpc.getResponse();
      return response == null ? withoutAnswer(grpc) : ofGrpcResponse(response);
    }
    return UNCLEAR;
  }

  private static DeliveryOutcome withoutAnswer(FailedExportException failure) {
    Throwable cause = failure.getCause();
    boolean isConnectFailure =
        cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof NoRouteToHostException;
    return isConnectFailure ? UNREACHABLE : UNANSWERED;
  }

  private static DeliveryOutcome ofHttpStatus(int status) {
    return switch (status) {
      // 507 is Phoenix's answer while its storage is full.
      case 408, 429, 502, 503, 504, 507 -> BUSY;
      case 413 -> TOO_LARGE;
      default -> status >= 500 ? UNCLEAR : REFUSED;
    };
  }

  private static DeliveryOutcome ofGrpcResponse(GrpcResponse response) {
    return switch (response.getStatusCode()) {
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS -> BUSY;
      case RESOURCE_EXHAUSTED -> isAboutSize(response.getStatusDescription()) ? TOO_LARGE : BUSY;
      case UNKNOWN, INTERNAL -> UNCLEAR;
      default -> REFUSED;
    };
  }

  /** The same status stands for a message over the limit and for an exhausted quota. */
  private static boolean isAboutSize(@Nullable String description) {
    return description != null
        && (description.contains("larger than max")
            || description.contains("exceeds maximum size"));
  }
}
