// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The benchmarks of a run and their length.
 *
 * @param warmupIterations before measuring, of one second each
 * @param measuredIterations of one second each, in each JVM
 * @param rounds how often each benchmark is run in a new JVM, in turn with those compared with it
 */
record Suite(List<Case> cases, int warmupIterations, int measuredIterations, int rounds) {

  private static final String INSTRUMENTATION = "instrumentation";
  private static final String MESSAGES = "messages";
  private static final String CHUNKS = "chunks";

  /** The bounds beside the floor and OpenTelemetry, in half an hour. */
  static Suite quick() {
    return new Suite(
        List.of(
            Case.of("ParsedChatBenchmark").with(MESSAGES, "20", "500").withMinWarmup(8),
            Case.of("ParsedChatBenchmark")
                .with(MESSAGES, "5000")
                .with(INSTRUMENTATION, "NONE", "OURS")
                .withMinWarmup(8),
            Case.of("ParsedStreamBenchmark").with(CHUNKS, "300"),
            Case.of("ParsedStreamBenchmark")
                .with(CHUNKS, "3000")
                .with(INSTRUMENTATION, "NONE", "OURS", "FLOOR"),
            Case.of("AiServiceBenchmark")
                .with(INSTRUMENTATION, "NONE", "OURS", "FLOOR")
                .withMinWarmup(8),
            Case.of("UnrecordedChatBenchmark").with(INSTRUMENTATION, "OURS", "FLOOR")),
        4,
        4,
        4);
  }

  /** All bounds and all figures. */
  static Suite full() {
    return new Suite(
        List.of(
            Case.of("ParsedChatBenchmark").withMinWarmup(12),
            Case.of("ChatBenchmark").with(MESSAGES, "20", "500").withMinWarmup(12),
            Case.of("StreamBenchmark")
                .with(CHUNKS, "300")
                .with(INSTRUMENTATION, "NONE", "OURS", "OPENTELEMETRY", "BRAINTRUST"),
            Case.of("ParsedStreamBenchmark"),
            Case.of("EmbeddingBenchmark"),
            Case.of("AiServiceBenchmark").withMinWarmup(12),
            Case.of("UnrecordedChatBenchmark").with(INSTRUMENTATION, "OURS", "FLOOR"),
            Case.of("SpanBenchmark"),
            Case.of("ExportBenchmark")),
        4,
        4,
        7);
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

  /** Returns the cases by benchmark, so that what is compared is run within minutes. */
  Collection<List<Case>> groups() {
    return cases.stream()
        .collect(Collectors.groupingBy(Case::benchmark, LinkedHashMap::new, Collectors.toList()))
        .values();
  }
}
