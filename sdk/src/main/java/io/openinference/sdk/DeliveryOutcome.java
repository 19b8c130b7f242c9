// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** The ways in which an attempt to deliver spans can end. */
enum DeliveryOutcome {
  DELIVERED,
  /** The collector answered that it cannot accept spans now. */
  BUSY,
  /** The connection could not be opened. */
  UNREACHABLE,
  /** The connection broke before an answer came. */
  BROKEN,
  /** No answer came in time. */
  UNANSWERED,
  /** The collector does not accept requests of this size. */
  TOO_LARGE,
  /** The collector rejects these spans and would reject them again. */
  REFUSED,
  /** The spans cannot be encoded into a request, so the request was not sent. */
  UNSENDABLE,
  /** It is not known whether the collector or the batch caused the failure. */
  UNCLEAR;

  /** Tells whether waiting callers should give up, because more time does not help. */
  boolean isWithoutAnswer() {
    return this == UNREACHABLE || this == BROKEN || this == UNANSWERED;
  }

  /** Tells whether the outcome is about the collector and not about the batch. */
  boolean isTemporary() {
    return this == BUSY || isWithoutAnswer();
  }
}
