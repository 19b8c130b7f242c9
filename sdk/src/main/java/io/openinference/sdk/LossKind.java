// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Sentences for log lines that say why spans are lost, where they were sent and what to do. {@link
 * #of} fits a sentence to the number of lost spans.
 */
final class LossKind {

  private static final String THEM = "{them}";

  private static final String CALLS = "{calls}";

  static final String AFTER_CLOSE =
      CALLS
          + " ended after OpenInferenceSdk was closed. By default, a JVM shutdown hook closes it."
          + " Turn the hook off with shutdownHook(false) or OPENINFERENCE_SHUTDOWN_HOOK=false, and"
          + " call close() last.";

  static final String NO_MEMORY =
      "the heap had no room for " + THEM + ". Raise -Xmx, or lower OPENINFERENCE_QUEUE_MAX_BYTES.";

  static String refused(String endpoint, Answer answer) {
    boolean isRefusal = answer.cause().startsWith("HTTP ") || answer.cause().startsWith("gRPC ");
    return endpoint
        + (isRefusal ? " refused " + THEM + " with " : " did not accept " + THEM + ": ")
        + answer.cause()
        + "."
        + advice(answer);
  }

  static String rejected(String endpoint) {
    return endpoint
        + " took the request but rejected "
        + THEM
        + " (partial success). The log of the collector may tell why.";
  }

  static String full(String endpoint, DeliverySettings settings) {
    return endpoint
        + " accepted spans too slowly or not at all. The queue holds at most "
        + settings.maxSpans()
        + " spans (OTEL_BSP_MAX_QUEUE_SIZE) or "
        + settings.maxBytes() / (1024 * 1024)
        + " MiB (OPENINFERENCE_QUEUE_MAX_BYTES).";
  }

  static String undelivered(String endpoint, @Nullable Answer lastAnswer) {
    return endpoint
        + " did not accept "
        + THEM
        + " before the shutdown: "
        + (lastAnswer == null ? "no answer" : lastAnswer.cause())
        + "."
        + (lastAnswer == null ? " " + NoAnswer.NO_ANSWER_ADVICE : advice(lastAnswer));
  }

  private static String advice(Answer answer) {
    return answer.advice().isEmpty() ? "" : " " + answer.advice();
  }

  /** Returns the sentence for a number of lost spans. */
  static String of(long spans, String kind) {
    boolean isOne = spans == 1;
    return kind.replace(THEM, isOne ? "it" : "them")
        .replace(CALLS, isOne ? "the call" : "the calls");
  }

  private LossKind() {}
}
