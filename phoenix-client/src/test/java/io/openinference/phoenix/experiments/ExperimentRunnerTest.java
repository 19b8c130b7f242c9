// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TokenCount;
import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Experiments without a server. */
class ExperimentRunnerTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void printsATable() {
    ExperimentResult result =
        offline(options())
            .run(
                dataset(2),
                example -> number(example) == 1 ? "one,\n\"1\"" : Map.of("a", 2, "b", List.of()),
                List.of(
                    CodeEvaluators.contains("one"),
                    OutputEvaluator.of("word", context -> EvaluationResult.of("fine"))));

    // Times differ from run to run.
    // Times differ from run to run, and so does the width of their column.
    List<String> lines =
        result.toTable().lines().map(line -> line.replaceAll("[ -]+", " ").strip()).toList();
    assertThat(lines.get(0)).isEqualTo("input output ms contains word");
    assertThat(lines.get(2)).matches("1 one, \"1\" \\d+ 1.00 true fine");
    assertThat(lines.get(3)).matches("2 \\{\"a\":2,\"b\":\\[]} \\d+ 0.00 false fine");
    assertThat(lines.get(4)).isEqualTo("mean of 2 0.50");
    assertThat(result.toCsv().lines().toList().get(1)).contains(",\"\"\"one,");
    assertThat(result.toJson()).contains("\"contains\" : 0.5", "\"word\" : null");
    assertThat(result.toString()).doesNotContain("one");
  }

  @Test
  void keepsTheRunsOfExamplesWithTheSameInput() {
    DatasetExample right = DatasetExample.of(Map.of("n", 1), Map.of("a", "1"));
    DatasetExample wrong = DatasetExample.of(Map.of("n", 1), Map.of("a", "2"));

    ExperimentResult result =
        offline(options())
            .run(
                Dataset.of("twice", List.of(right, wrong)),
                example -> "1",
                List.of(CodeEvaluators.exactMatch()));

    assertThat(result.runs()).hasSize(2).allMatch(run -> run.evaluations().size() == 1);
    assertThat(result.meanScore("exact_match")).isEqualTo(0.5);
  }

  @Test
  void takesNoNumberAsAFaultOfTheEvaluator() {
    OutputEvaluator ratio = OutputEvaluator.of("ratio", context -> EvaluationResult.of(Double.NaN));

    RunResult run =
        offline(options().retries(0)).run(dataset(1), example -> 1, List.of(ratio)).runs().get(0);

    assertThat(run.evaluations()).isEmpty();
    assertThat(run.evaluationErrors().get("ratio")).contains("finite");
  }

  @Test
  void takesNothingAsAFaultOfTheEvaluator() {
    OutputEvaluator silent = OutputEvaluator.of("silent", context -> null);
    OutputEvaluator after = OutputEvaluator.of("after", context -> EvaluationResult.of(true));

    RunResult run =
        offline(options().retries(0))
            .run(dataset(1), example -> 1, List.of(silent, after))
            .runs()
            .get(0);

    assertThat(run.evaluationErrors())
        .containsOnlyKeys("silent")
        .containsEntry("silent", "java.lang.IllegalStateException: The evaluator returned null.");
    assertThat(run.score("after")).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void runsManyExamplesInTheOrderOfTheDataset() {
    ExperimentResult result =
        offline(options().concurrency(64))
            .run(
                dataset(50_000),
                ExperimentRunnerTest::number,
                List.of(OutputEvaluator.of("one", context -> EvaluationResult.of(1))));

    assertThat(result.runs()).hasSize(50_000);
    assertThat(result.runs().get(49_999).output()).isEqualTo(50_000);
    assertThat(result.meanScore("one")).isEqualTo(1);
  }

  @Test
  void triesAgainAndRecordsWhatTheLastTryThrew() {
    AtomicInteger tries = new AtomicInteger();

    ExperimentResult result =
        offline(options().retries(2))
            .run(
                dataset(1),
                example -> {
                  throw new IllegalStateException("try " + tries.incrementAndGet());
                },
                List.of(CodeEvaluators.exactMatch()));

    assertThat(tries).hasValue(3);
    assertThat(result.runs().get(0).error()).isEqualTo("java.lang.IllegalStateException: try 3");
    assertThat(result.runs().get(0).evaluations()).isEmpty();
  }

  @Test
  void slowsDownWhenRefusedWithoutCountingATry() {
    AtomicInteger refusals = new AtomicInteger();

    ExperimentResult result =
        offline(options().retries(0).concurrency(3))
            .run(
                dataset(6),
                example -> {
                  if (refusals.incrementAndGet() <= 3) {
                    throw new java.io.IOException("429: Rate limit reached");
                  }
                  return number(example);
                },
                List.of());

    assertThat(result.failedRuns()).isEmpty();
    assertThat(refusals).hasValue(9);
  }

  @Test
  void doublesTheGapOncePerWaveOfRefusals() throws Exception {
    AdaptiveRate rate = new AdaptiveRate();
    long start = System.nanoTime();
    rate.refused(start);
    rate.refused(start);
    assertThat(rate.gap()).isEqualTo(Duration.ofMillis(100));

    rate.refused(System.nanoTime());
    assertThat(rate.gap()).isEqualTo(Duration.ofMillis(200));

    for (int i = 0; i < 40; i++) {
      rate.succeeded();
    }
    assertThat(rate.gap()).isZero();
  }

  @Test
  @Timeout(8)
  void shortensTheWaitOfOthersAfterASuccess() throws Exception {
    AdaptiveRate rate = new AdaptiveRate();
    for (int i = 0; i < 10; i++) {
      rate.refused(System.nanoTime());
    }
    assertThat(rate.gap()).isEqualTo(Duration.ofSeconds(10));
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(
          threads.submit(
              () -> {
                rate.await();
                return null;
              }));
    }

    for (int i = 0; i < 40; i++) {
      rate.succeeded();
    }
    for (Future<?> each : waiting) {
      each.get();
    }
    threads.shutdown();
  }

  @Test
  void saysWhichExamplesItCannotCompare() {
    ExperimentResult earlier =
        offline(options()).run(dataset(3), example -> 1, List.of(CodeEvaluators.contains("1")));
    Dataset changed =
        Dataset.of(
            "numbers",
            List.of(
                dataset(3).examples().get(1), DatasetExample.of(Map.of("number", 9), Map.of())));
    ExperimentResult later =
        offline(options()).run(changed, example -> 1, List.of(CodeEvaluators.contains("1")));

    assertThat(later.compareWith(earlier).examples()).hasSize(1);
    assertThat(later.compareWith(earlier).toTable())
        .endsWith("Not compared: 2 examples of the earlier and 1 of the later experiment.\n");
    assertThat(later.compareWith(later).toTable()).doesNotContain("Not compared");
  }

  @Test
  void knowsRefusalsByNameAndStatus() {
    assertThat(RateLimitErrors.isRateLimit(new RuntimeException("HTTP 429 Too Many"))).isTrue();
    assertThat(RateLimitErrors.isRateLimit(new RuntimeException(new RateLimitException())))
        .isTrue();
    assertThat(RateLimitErrors.isRateLimit(new RuntimeException("order 4290"))).isFalse();
    assertThat(RateLimitErrors.isRateLimit(new RuntimeException())).isFalse();
  }

  @Test
  void givesUpATaskThatTakesTooLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);

    ExperimentResult result =
        offline(options().retries(0).timeout(Duration.ofMillis(50)))
            .run(
                dataset(2),
                example -> {
                  if (number(example) == 1) {
                    never.await();
                  }
                  return "done";
                },
                List.of());

    assertThat(result.failedRuns()).hasSize(1);
    assertThat(result.failedRuns().get(0).error()).contains("No result within 50 ms");
  }

  @Test
  void showsALineForEachTenth() {
    offline(options().concurrency(1))
        .run(
            dataset(40),
            example -> {
              if (number(example) == 40) {
                throw new AssertionError("last");
              }
              return 1;
            },
            List.of());

    assertThat(shown.toString(UTF_8).lines())
        .hasSize(10)
        .startsWith("runs 4/40", "runs 8/40")
        .endsWith("runs 40/40, 1 failed");
  }

  @Test
  void movesABarOnATerminal() {
    ProgressDisplay progress =
        new ProgressDisplay(new PrintStream(shown, true, UTF_8), true, "runs", 3);
    progress.done(false);
    progress.done(true);
    progress.done(false);

    assertThat(shown.toString(UTF_8))
        .isEqualTo(
            "\rruns [##########....................] 1/3"
                + "\rruns [####################..........] 2/3, 1 failed"
                + "\rruns [##############################] 3/3, 1 failed"
                + System.lineSeparator());
  }

  @Test
  void comparesInTheDirectionOfTheEvaluator() {
    OutputEvaluator length =
        OutputEvaluator.of(
            "length",
            OptimizationDirection.MINIMIZE,
            context -> EvaluationResult.of(context.outputText().length()));
    ExperimentResult before = offline(options()).run(dataset(3), e -> "xx", List.of(length));
    ExperimentResult after =
        offline(options()).run(dataset(4), e -> "x".repeat(number(e)), List.of(length));

    ExperimentComparison comparison = after.compareWith(before);

    assertThat(comparison.toTable().lines().map(String::strip))
        .containsExactly(
            "input      length",
            "---------  ------------  -----------------",
            "1          2.00 -> 1.00  better",
            "2          2.00 -> 2.00",
            "3          2.00 -> 3.00  worse",
            "mean of 3  2.00 -> 2.00  1 worse, 1 better",
            "Not compared: 0 examples of the earlier and 1 of the later experiment.");
  }

  @Test
  void makesSpansAndCountsTokensInTheGivenSdk() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      ExperimentResult result;
      try (OpenInferenceSdk sdk =
          OpenInferenceSdk.builder()
              .endpoint(receiver.endpoint())
              .addSpanProcessor(TaskTokens.processor())
              .setGlobal(false)
              .build()) {
        OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
        result =
            offline(options().sdk(sdk).name("traced"))
                .run(
                    dataset(1),
                    example -> {
                      for (int i = 0; i < 2; i++) {
                        tracer.llm("chat").run(span -> span.tokenCount(TokenCount.of(30, 4)));
                      }
                      return "ok";
                    },
                    List.of(CodeEvaluators.tokensAtMost(68), CodeEvaluators.exactMatch()));
      }
      List<ReceivedSpan> spans = receiver.awaitSpans(5);

      assertThat(result.runs().get(0).evaluations().get("tokens").explanation())
          .isEqualTo("68 of 68 tokens");
      ReceivedSpan task = named(spans, "Task: traced");
      assertThat(task.traceId()).isEqualTo(result.runs().get(0).traceId());
      assertThat(task.openInferenceKind()).isEqualTo("CHAIN");
      assertThat(task.attributes()).containsEntry("input.value", "{\"number\":1}");
      assertThat(named(spans, "chat").parentSpanId()).isEqualTo(task.spanId());
      ReceivedSpan evaluation = named(spans, "Evaluation: exact_match");
      assertThat(evaluation.openInferenceKind()).isEqualTo("EVALUATOR");
      assertThat(evaluation.attributes())
          .containsEntry(
              "output.value", "{\"score\":0.0,\"label\":\"false\",\"explanation\":null}");
    }
  }

  @Test
  void refusesWhatCannotRun() {
    ExperimentRunner runner = offline(options());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.run(Dataset.of("empty", List.of()), e -> 1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                runner.run(
                    dataset(1),
                    e -> 1,
                    List.of(CodeEvaluators.contains("a"), CodeEvaluators.contains("b"))));
  }

  private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private static ExperimentRunner offline(ExperimentOptions.Builder options) {
    return ExperimentRunner.offline(options.build());
  }

  private ExperimentOptions.Builder options() {
    return ExperimentOptions.builder().concurrency(1).progress(new PrintStream(shown, true, UTF_8));
  }

  private static int number(DatasetExample example) {
    return (int) example.input().get("number");
  }

  private static Dataset dataset(int size) {
    List<DatasetExample> examples = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      examples.add(DatasetExample.of(Map.of("number", i), Map.of("text", "answer " + i)));
    }
    return Dataset.of("numbers", examples);
  }

  private static final class RateLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
