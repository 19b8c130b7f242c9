// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * The result of a request.
 *
 * @param outcome how the request ended
 * @param cause the cause in log lines, such as "HTTP 401"; it never quotes the body of a response
 * @param advice a sentence that says what the user can do, or an empty text
 * @param rejectedSpans the number of spans of a delivered request that the collector rejected
 * @param retryAfterMillis the delay that the collector asks for, in milliseconds
 */
record Answer(
    DeliveryOutcome outcome,
    String cause,
    String advice,
    long rejectedSpans,
    long retryAfterMillis) {

  static final Answer DELIVERED = delivered(0);

  static Answer delivered(long rejectedSpans) {
    return new Answer(DeliveryOutcome.DELIVERED, "partial success", "", rejectedSpans, 0);
  }

  static Answer failed(DeliveryOutcome outcome, String cause, String advice) {
    return new Answer(outcome, cause, advice, 0, 0);
  }

  Answer withRetryAfter(long millis) {
    return new Answer(outcome, cause, advice, rejectedSpans, millis);
  }

  /** Returns the answer in an exporter's result; some exporters give no details. */
  static Answer of(CompletableResultCode result) {
    if (result.isSuccess()) {
      return DELIVERED;
    }
    Throwable failure = null;
    try {
      failure = result.getFailureThrowable();
      if (failure instanceof DeliveryFailure told) {
        return told.answer();
      }
      if (failure instanceof FailedExportException export) {
        return ForeignAnswer.of(export);
      }
      String cause = failure == null ? "unknown cause" : failure.getClass().getSimpleName();
      return failed(DeliveryOutcome.UNCLEAR, cause, "The log of the exporter may tell more.");
    } catch (LinkageError otherVersion) {
      // Details are in internal classes of OpenTelemetry, which change between versions.
      return OlderAnswer.of(failure);
    }
  }
}
