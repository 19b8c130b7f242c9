// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * What became of a request.
 *
 * @param outcome how it ended
 * @param cause what people read, such as "HTTP 401"; it never quotes the body of a response
 * @param advice what a user can do about it, a sentence or empty
 * @param rejectedSpans spans of a delivered request that the collector did not take
 * @param retryAfterMillis how long the collector asks to be left alone
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

  /** Returns what an exporter's result says, which it does not always say in words. */
  static Answer of(CompletableResultCode result) {
    if (result.isSuccess()) {
      return DELIVERED;
    }
    try {
      Throwable failure = result.getFailureThrowable();
      if (failure instanceof DeliveryFailure told) {
        return told.answer();
      }
      if (failure instanceof FailedExportException export) {
        return ForeignAnswer.of(export);
      }
      String cause = failure == null ? "the exporter failed" : failure.getClass().getSimpleName();
      return failed(DeliveryOutcome.UNCLEAR, cause, "");
    } catch (LinkageError otherVersion) {
      // Internal classes of OpenTelemetry know the answer, and these classes change.
      return failed(DeliveryOutcome.UNCLEAR, "the exporter failed", "");
    }
  }
}
