// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.phoenix.PhoenixAnnotation;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.SpanFilter;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.sdk.OpenInferenceSdk;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Scores of spans in a real Phoenix, which {@code .ci/phoenix-client/run} starts. */
class SpanScorerIT {

  private static final int SPANS = 120;

  private final String project = "scored-" + System.nanoTime();
  private final PhoenixClient client =
      PhoenixClient.builder().baseUrl(System.getProperty("phoenix.url", "")).build();

  @Test
  void scoresEachSpanOnce() throws Exception {
    sendSpans();
    AtomicInteger calls = new AtomicInteger();
    OutputEvaluator shy =
        OutputEvaluator.of(
            "shy",
            context -> {
              if (calls.incrementAndGet() > 50) {
                throw new IllegalStateException("tired");
              }
              return EvaluationResult.of(context.inputText().equals("in"));
            });
    SpanScorer scorer = scorer();

    SpanScores first = scorer.score(project, filter(), List.of(shy));
    assertThat(first.scored()).isEqualTo(50);
    assertThat(first.errors()).hasSize(SPANS - 50);
    calls.set(-1000);
    SpanScores second =
        scorer.score(project, filter(), List.of(shy, CodeEvaluators.contains("out")));

    assertThat(second.toString()).isEqualTo("190 scored, 50 skipped, 0 failed");
    List<String> ids =
        client.spans().list(project, filter()).stream().map(PhoenixSpan::spanId).toList();
    assertThat(ids).hasSize(SPANS);
    assertThat(client.annotations().ofSpans(project, ids).toList())
        .hasSize(2 * SPANS)
        .allSatisfy(each -> assertThat(each.score()).isEqualTo(1))
        .extracting(PhoenixAnnotation::annotatorKind)
        .containsOnly("CODE");
  }

  @Test
  void keepsTheScoresOfOtherSpansIfOneIsDeletedMeanwhile() throws Exception {
    sendSpans();
    AtomicReference<String> deleted = new AtomicReference<>();
    OutputEvaluator deleting =
        OutputEvaluator.of(
            "deleting",
            context -> {
              String id = Objects.requireNonNull(context.exampleId());
              if (deleted.compareAndSet(null, id)) {
                client.spans().delete(id);
              }
              return EvaluationResult.of(true);
            });

    SpanScores scores = scorer().score(project, filter(), List.of(deleting));
    assertThat(scores.scored()).isEqualTo(SPANS - 1);
    assertThat(scores.errors()).containsExactly("deleting: there is no span " + deleted.get());
  }

  @Test
  void keepsTheScoresThatWereMadeBeforeAnInterruption() throws Exception {
    sendSpans();
    Thread caller = Thread.currentThread();
    AtomicInteger calls = new AtomicInteger();
    OutputEvaluator interrupting =
        OutputEvaluator.of(
            "interrupting",
            context -> {
              if (calls.incrementAndGet() == 50) {
                caller.interrupt();
                Thread.sleep(60_000);
              }
              return EvaluationResult.of(true);
            });
    ExperimentOptions alone =
        ExperimentOptions.builder().concurrency(1).retries(0).progress(null).build();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () -> SpanScorer.on(client, alone).score(project, filter(), List.of(interrupting)));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scorer().score(project, filter(), List.of(interrupting)).skipped()).isEqualTo(49);
  }

  private SpanScorer scorer() {
    return SpanScorer.on(client, ExperimentOptions.builder().retries(0).progress(null).build());
  }

  private void sendSpans() throws InterruptedException {
    try (OpenInferenceSdk sdk = client.tracing().projectName(project).build()) {
      OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
      for (int i = 0; i < SPANS; i++) {
        tracer.chain("answer").run(span -> span.input("in").output("out"));
      }
    }
    // Phoenix writes spans a moment after it has accepted them.
    while (client.projects().list().stream().noneMatch(each -> each.name().equals(project))
        || client.spans().list(project, filter()).stream().count() < SPANS) {
      Thread.sleep(100);
    }
  }

  private static SpanFilter filter() {
    return SpanFilter.builder().rootsOnly().build();
  }
}
