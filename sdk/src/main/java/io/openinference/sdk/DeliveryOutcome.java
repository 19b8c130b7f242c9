// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** How an attempt to deliver spans ended. */
enum DeliveryOutcome {
  DELIVERED,
  /** The collector answered that it cannot take spans now. */
  BUSY,
  /** There was no connection. */
  UNREACHABLE,
  /** The connection broke before an answer came. */
  BROKEN,
  /** No answer came in time. */
  UNANSWERED,
  /** The collector does not take requests of this size. */
  TOO_LARGE,
  /** The collector will not take these spans, however often they are sent. */
  REFUSED,
  /** The spans cannot be put into a request, so that the collector was not asked. */
  UNSENDABLE,
  /** It cannot be told whether the collector or the batch is at fault. */
  UNCLEAR;

  /** Tells whether more time is of no use to those who wait. */
  boolean isWithoutAnswer() {
    return this == UNREACHABLE || this == BROKEN || this == UNANSWERED;
  }

  /** Tells whether it says something about the collector and nothing about the batch. */
  boolean isTemporary() {
    return this == BUSY || isWithoutAnswer();
  }
}
