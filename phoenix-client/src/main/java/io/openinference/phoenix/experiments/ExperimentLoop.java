// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.ExperimentRun;
import io.openinference.phoenix.IncompleteEvaluation;
import io.openinference.phoenix.evaluation.EvaluationContext;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks and evaluators, and keeps what comes out. */
final class ExperimentLoop implements AutoCloseable {

  private final ExperimentOptions options;
  private final ExperimentSpans spans;
  private final RunStore store;
  private final String taskName;
  private final WorkerPool pool;
  private final Attempts attempts;
  private final EvaluatorCalls evaluatorCalls;

  ExperimentLoop(
      ExperimentOptions options, ExperimentSpans spans, RunStore store, String taskName) {
    this(options, spans, store, taskName, new WorkerPool(options.concurrency()), null);
  }

  private ExperimentLoop(
      ExperimentOptions options,
      ExperimentSpans spans,
      RunStore store,
      String taskName,
      WorkerPool pool,
      @Nullable Executor threads) {
    this.options = options;
    this.spans = spans;
    this.store = store;
    this.taskName = taskName;
    this.pool = pool;
    this.attempts = new Attempts(threads == null ? pool.threads() : threads, options);
    this.evaluatorCalls = new EvaluatorCalls(attempts, spans);
  }

  /** Returns a loop whose tasks and evaluators run on the calling thread, without a timeout. */
  static ExperimentLoop onCallingThread(
      ExperimentOptions options, ExperimentSpans spans, RunStore store, String taskName) {
    return new ExperimentLoop(options, spans, store, taskName, new WorkerPool(1), Runnable::run);
  }

  void run(List<TaskItem> items, ExperimentTask task, List<? extends OutputEvaluator> evaluators) {
    ProgressDisplay progress = ProgressDisplay.of(options.progress(), "runs", items.size());
    pool.forEach(items, item -> progress.done(!runItem(item, task, evaluators)));
  }

  /** Makes one run, and returns whether the task returned. */
  boolean runItem(TaskItem item, ExperimentTask task, List<? extends OutputEvaluator> evaluators)
      throws InterruptedException {
    TaskOutcome outcome = call(item.example(), task);
    String runId;
    try {
      runId = store.recordRun(item.example(), outcome.run(item));
    } catch (RuntimeException e) {
      if (outcome.error() != null || !Refusals.isOfContent(e)) {
        throw e;
      }
      outcome = outcome.failed("The output cannot be kept: " + e);
      runId = store.recordRun(item.example(), outcome.run(item));
    }
    // A task without an output has nothing to score. Another program scores a run that it made.
    if (outcome.error() != null || runId == null) {
      return outcome.error() == null;
    }
    EvaluationContext context =
        context(item.example(), outcome.output())
            .exampleId(item.exampleId())
            .traceId(outcome.traceId())
            .latency(outcome.duration())
            .tokenCount(outcome.tokenCount())
            .build();
    for (OutputEvaluator evaluator : evaluators) {
      boolean unused = record(evaluatorCalls.call(evaluator, context, runId));
    }
    return true;
  }

  /** Keeps an evaluation, and returns whether the evaluator returned what can be kept. */
  private boolean record(ExperimentEvaluation evaluation) {
    try {
      store.recordEvaluation(evaluation);
      return evaluation.error() == null;
    } catch (RuntimeException e) {
      if (evaluation.error() != null || !Refusals.isOfContent(e)) {
        throw e;
      }
      store.recordEvaluation(evaluation.withError("The evaluation cannot be kept: " + e));
      return false;
    }
  }

  private TaskOutcome call(DatasetExample example, ExperimentTask task)
      throws InterruptedException {
    LastTry<SpanTry<ChainSpan, TaskOutput>> last = new LastTry<>();
    @Nullable Object output = null;
    String error = null;
    try {
      output = attempts.call(() -> last.set(attempt(example, task))).value();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      error = e.toString();
    }
    SpanTry<ChainSpan, TaskOutput> made = last.get();
    return new TaskOutcome(
        output, error, made.traceId(), made.start(), made.duration(), made.tokenCount());
  }

  private SpanTry<ChainSpan, TaskOutput> attempt(DatasetExample example, ExperimentTask task) {
    return new SpanTry<>(
        spans,
        spans.startTask(taskName, example),
        () -> new TaskOutput(task.run(example)),
        (span, output) -> spans.writeOutput(span, output.value()));
  }

  void evaluate(List<IncompleteEvaluation> missing, List<? extends OutputEvaluator> evaluators) {
    Map<String, OutputEvaluator> byName = new LinkedHashMap<>();
    evaluators.forEach(evaluator -> byName.put(evaluator.name(), evaluator));
    ProgressDisplay progress =
        ProgressDisplay.of(options.progress(), "runs to score", missing.size());
    pool.forEach(missing, each -> progress.done(!evaluate(each, byName)));
  }

  private boolean evaluate(IncompleteEvaluation missing, Map<String, OutputEvaluator> byName)
      throws InterruptedException {
    ExperimentRun run = missing.run();
    EvaluationContext context =
        context(missing.example(), run.output())
            .exampleId(run.exampleNodeId())
            .traceId(run.traceId())
            .latency(Duration.between(run.startTime(), run.endTime()))
            .build();
    boolean good = true;
    for (String name : missing.evaluationNames()) {
      OutputEvaluator evaluator = byName.get(name);
      if (evaluator != null) {
        good &= record(evaluatorCalls.call(evaluator, context, run.id()));
      }
    }
    return good;
  }

  private static EvaluationContext.Builder context(
      DatasetExample example, @Nullable Object output) {
    return EvaluationContext.builder()
        .input(example.input())
        .expected(example.output())
        .metadata(example.metadata())
        .output(output);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The output of a task. */
  private record TaskOutput(@Nullable Object value) {}

  /** The outcome of a task. */
  private record TaskOutcome(
      @Nullable Object output,
      @Nullable String error,
      @Nullable String traceId,
      Instant start,
      Duration duration,
      @Nullable Long tokenCount) {

    TaskOutcome failed(String error) {
      return new TaskOutcome(null, error, traceId, start, duration, tokenCount);
    }

    ExperimentRun run(TaskItem item) {
      return ExperimentRun.builder(item.exampleId(), item.repetition())
          .output(output)
          .error(error)
          .traceId(traceId)
          .time(start, start.plus(duration))
          .build();
    }
  }
}
