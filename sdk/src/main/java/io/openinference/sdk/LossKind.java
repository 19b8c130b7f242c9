// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/** Sentences that tell why spans are lost, where they were to go and what to do. */
final class LossKind {

  static final String AFTER_CLOSE =
      "it ended after OpenInferenceSdk was closed, as the JVM's shutdown does by default. Leave the"
          + " hook out with shutdownHook(false) or OPENINFERENCE_SHUTDOWN_HOOK=false and call"
          + " close() last.";

  static final String NO_MEMORY = "the heap had no room for them.";

  static String refused(String endpoint, Answer answer) {
    return endpoint + " refused them with " + answer.cause() + "." + advice(answer);
  }

  static String rejected(String endpoint) {
    return endpoint
        + " took the request but rejected them (partial success). The log of the"
        + " collector may tell why.";
  }

  static String full(String endpoint, DeliverySettings settings) {
    return endpoint
        + " took spans too slowly or not at all, and "
        + settings.maxSpans()
        + " spans (OTEL_BSP_MAX_QUEUE_SIZE) or "
        + settings.maxBytes() / (1024 * 1024)
        + " MiB (OPENINFERENCE_QUEUE_MAX_BYTES) are kept at most.";
  }

  static String undelivered(String endpoint, @Nullable Answer lastAnswer) {
    return endpoint
        + " did not take them before the end: "
        + (lastAnswer == null ? "no answer" : lastAnswer.cause())
        + "."
        + (lastAnswer == null ? " " + NoAnswer.NO_ANSWER_ADVICE : advice(lastAnswer));
  }

  private static String advice(Answer answer) {
    return answer.advice().isEmpty() ? "" : " " + answer.advice();
  }

  private LossKind() {}
}
