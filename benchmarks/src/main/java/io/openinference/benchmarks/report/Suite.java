// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.List;

/**
 * What is run and how long.
 *
 * @param warmupIterations before measuring, of one second each
 * @param measuredIterations of one second each, in each fork
 * @param forks JVMs that run each benchmark, one after the other
 */
record Suite(List<Case> cases, int warmupIterations, int measuredIterations, int forks) {

  private static final String INSTRUMENTATION = "instrumentation";
  private static final String MESSAGES = "messages";
  private static final String CHUNKS = "chunks";

  /** All bounds, in less than ten minutes. */
  static Suite quick() {
    return new Suite(
        List.of(
            Case.of("ChatBenchmark").with(MESSAGES, "20", "500").withMinWarmup(12),
            Case.of("ChatBenchmark")
                .with(MESSAGES, "5000")
                .with(INSTRUMENTATION, "NONE", "OURS")
                .withMinWarmup(8),
            Case.of("ParsedChatBenchmark")
                .with(MESSAGES, "500", "5000")
                .with(INSTRUMENTATION, "OURS")
                .withMinWarmup(12),
            Case.of("StreamBenchmark")
                .with(CHUNKS, "300")
                .with(INSTRUMENTATION, "NONE", "OURS", "OPENTELEMETRY", "BRAINTRUST"),
            Case.of("ParsedStreamBenchmark").with(CHUNKS, "300"),
            Case.of("ParsedStreamBenchmark")
                .with(CHUNKS, "3000")
                .with(INSTRUMENTATION, "NONE", "OURS", "FLOOR"),
            Case.of("EmbeddingBenchmark"),
            Case.of("AiServiceBenchmark").withMinWarmup(12),
            Case.of("UnrecordedChatBenchmark").with(INSTRUMENTATION, "OURS", "FLOOR"),
            Case.of("SpanBenchmark"),
            Case.of("ExportBenchmark")),
        4,
        4,
        1);
  }

  /** All benchmarks with all their parameters. */
  static Suite full() {
    return new Suite(
        List.of(
            Case.of("ChatBenchmark"),
            Case.of("ParsedChatBenchmark"),
            Case.of("StreamBenchmark"),
            Case.of("ParsedStreamBenchmark"),
            Case.of("EmbeddingBenchmark"),
            Case.of("AiServiceBenchmark"),
            Case.of("UnrecordedChatBenchmark"),
            Case.of("SpanBenchmark"),
            Case.of("ExportBenchmark")),
        5,
        5,
        3);
  }

  /** The bounds that are bytes and nothing else, which no other load on the machine changes. */
  static Suite unrecorded() {
    // Several JVMs, because each decides anew which objects need not be allocated.
    return new Suite(
        List.of(Case.of("UnrecordedChatBenchmark").with(INSTRUMENTATION, "OURS", "FLOOR")),
        3,
        1,
        3);
  }
}
