// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time between a failed attempt and the next delivery; decides when to retry and what to log.
 * Logs one line when the outage has lasted for a while, and one line when it is over. Not
 * thread-safe; the caller holds the lock.
 */
final class Outage {

  private static final long ANNOUNCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String endpoint;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private @Nullable Answer lastAnswer;
  private long startNanos;
  private long nextAttemptNanos;
  private long askedToWaitUntilNanos;
  private boolean announced;
  private boolean isStale;

  Outage(String endpoint, DeliverySettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.backoff = new Backoff(settings.initialBackoffMillis(), settings.maxBackoffMillis());
  }

  boolean isOn() {
    return lastAnswer != null;
  }

  @Nullable Answer lastAnswer() {
    return lastAnswer;
  }

  void failed(Answer answer, long now) {
    boolean isFirst = lastAnswer == null;
    if (isFirst) {
      startNanos = now;
      askedToWaitUntilNanos = now;
    }
    lastAnswer = answer;
    if (answer.retryAfterMillis() > 0) {
      askedToWaitUntilNanos = now + TimeUnit.MILLISECONDS.toNanos(answer.retryAfterMillis());
    }
    // A server may close an idle connection, so a broken first connection does not show an
    // outage.
    isStale = isFirst && answer.outcome() == DeliveryOutcome.BROKEN;
    long delay = isStale ? 0 : TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
    nextAttemptNanos = now + delay;
  }

  /** Tells whether the last attempt failed because an idle connection was closed. */
  boolean isNextAttemptAtOnce() {
    return isStale;
  }

  /** Drops the delay of the backoff, but keeps the delay that the collector asked for. */
  void tryAtOnce(long now) {
    nextAttemptNanos = now;
  }

  long nanosUntilNextAttempt(long now) {
    return lastAnswer == null
        ? 0
        : Math.max(0, Math.max(nextAttemptNanos - now, askedToWaitUntilNanos - now));
  }

  /** Tells whether the collector asks for a pause that ends after the given time. */
  boolean isAskedToWaitBeyond(long nanos) {
    return lastAnswer != null && askedToWaitUntilNanos - nanos > 0;
  }

  /** Returns the nanoseconds until the line about the outage is due, or {@link Long#MAX_VALUE}. */
  long nanosUntilAnnouncement(long now) {
    return lastAnswer == null || announced
        ? Long.MAX_VALUE
        : Math.max(0, startNanos + ANNOUNCE_NANOS - now);
  }

  /** Returns the line about the outage if it is due. */
  @Nullable String announce(long now) {
    Answer answer = lastAnswer;
    if (answer == null || announced || nanosUntilAnnouncement(now) > 0) {
      return null;
    }
    announced = true;
    return "OpenInference cannot deliver spans to "
        + endpoint
        + " now: "
        + answer.cause()
        + ". "
        + (answer.advice().isEmpty() ? "" : answer.advice() + " ")
        + "Up to "
        + settings.maxSpans()
        + " spans (OTEL_BSP_MAX_QUEUE_SIZE) and "
        + settings.maxBytes() / (1024 * 1024)
        + " MiB are kept, and sent when the collector accepts spans again.";
  }

  /** Ends the outage after a delivery; returns a line if the start of the outage was logged. */
  @Nullable String over(long now) {
    return end("OpenInference delivers spans to " + endpoint + " again", ".", now);
  }

  /** Ends the outage after an answer that refuses spans; returns a line as {@link #over} does. */
  @Nullable String overByRefusal(Answer answer, long now) {
    return end(
        "OpenInference reaches " + endpoint + " again",
        ", but it refuses spans with " + answer.cause() + ".",
        now);
  }

  private @Nullable String end(String event, String consequence, long now) {
    String line =
        announced
            ? event
                + ", after "
                + TimeUnit.NANOSECONDS.toSeconds(now - startNanos)
                + " seconds"
                + consequence
            : null;
    lastAnswer = null;
    announced = false;
    isStale = false;
    backoff.reset();
    return line;
  }
}
