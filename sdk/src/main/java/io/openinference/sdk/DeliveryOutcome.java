// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

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
      return result.getFailureThrowable() instanceof FailedExportException failure
          ? of(failure)
          : UNCLEAR;
    } catch (LinkageError otherVersion) {
      // Answers are known to internal classes of OpenTelemetry only, which change.
      return UNCLEAR;
    }
  }

  private static DeliveryOutcome of(FailedExportException failure) {
    if (failure.failedWithResponse()) {
      return CollectorAnswer.outcome(failure);
    }
    Throwable cause = failure.getCause();
    boolean isConnectFailure =
        cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof NoRouteToHostException;
    return isConnectFailure ? UNREACHABLE : UNANSWERED;
  }
}
