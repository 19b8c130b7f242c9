// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.util.Objects.requireNonNull;

import io.openinference.phoenix.AnnotationTarget;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Datasets;
import io.openinference.phoenix.PhoenixAnnotation;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixException;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.SpanFilter;
import io.openinference.phoenix.evaluation.EvaluationContext;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Scores spans that are already in Phoenix, and writes the scores as annotations.
 *
 * <pre>{@code
 * SpanScores scores =
 *     SpanScorer.on(client, ExperimentOptions.defaults())
 *         .score("support-bot", SpanFilter.builder().rootsOnly().build(), evaluators);
 * }</pre>
 *
 * <p>A span that has an annotation with the name of an evaluator is left alone. So a second call
 * goes on where a first one was killed.
 *
 * @since 0.1.0
 */
public final class SpanScorer {

  private static final int BATCH = 100;

  private final PhoenixClient client;
  private final ExperimentOptions options;
  private final Function<PhoenixSpan, EvaluationContext> contexts;

  private SpanScorer(
      PhoenixClient client,
      ExperimentOptions options,
      Function<PhoenixSpan, EvaluationContext> contexts) {
    this.client = requireNonNull(client, "client");
    this.options = requireNonNull(options, "options");
    this.contexts = requireNonNull(contexts, "contexts");
  }

  /**
   * Returns a scorer. The input of the context is the input of the span, and the output is its
   * output; {@link #reading} reads them in another way. Evaluators make spans if the options name
   * an SDK.
   */
  public static SpanScorer on(PhoenixClient client, ExperimentOptions options) {
    return new SpanScorer(client, options, SpanScorer::context);
  }

  /** Returns a scorer that makes the contexts of evaluators in its own way. */
  public SpanScorer reading(Function<PhoenixSpan, EvaluationContext> contexts) {
    return new SpanScorer(client, options, contexts);
  }

  /** Scores the spans of a project that pass a filter. */
  public SpanScores score(
      String project, SpanFilter filter, List<? extends OutputEvaluator> evaluators) {
    SpanScores.Counter counter = new SpanScores.Counter();
    try (ExperimentSpans spans = ExperimentSpans.of(options, null, null);
        WorkerPool pool = new WorkerPool(options.concurrency())) {
      EvaluatorCalls calls = new EvaluatorCalls(new Attempts(pool.threads(), options), spans);
      Iterator<PhoenixSpan> all = client.spans().list(project, filter).iterator();
      while (all.hasNext()) {
        List<PhoenixSpan> batch = next(all);
        scoreBatch(project, batch, evaluators, pool, calls, counter);
      }
    }
    return counter.total();
  }

  private static List<PhoenixSpan> next(Iterator<PhoenixSpan> all) {
    List<PhoenixSpan> batch = new ArrayList<>();
    while (all.hasNext() && batch.size() < BATCH) {
      batch.add(all.next());
    }
    return batch;
  }

  private void scoreBatch(
      String project,
      List<PhoenixSpan> batch,
      List<? extends OutputEvaluator> evaluators,
      WorkerPool pool,
      EvaluatorCalls calls,
      SpanScores.Counter counter) {
    Map<String, Set<String>> done = namesBySpan(project, batch, evaluators);
    Collection<PhoenixAnnotation> made = new ConcurrentLinkedQueue<>();
    try {
      pool.forEach(
          batch,
          span -> {
            Set<String> names = done.getOrDefault(span.spanId(), Set.of());
            for (OutputEvaluator evaluator : evaluators) {
              if (names.contains(evaluator.name())) {
                counter.skipped();
              } else {
                score(span, evaluator, calls, made, counter);
              }
            }
          });
    } finally {
      // Also after an interruption, because a judge costs time and money.
      write(made, counter);
    }
  }

  private void write(Collection<PhoenixAnnotation> made, SpanScores.Counter counter) {
    boolean interrupted = Thread.interrupted();
    try {
      List<String> ids = client.annotations().log(made);
      counter.scored(ids.size());
    } catch (PhoenixException e) {
      if (e.status() != 404) {
        throw e;
      }
      // The server refuses all annotations of a request if one of the spans was deleted meanwhile.
      made.forEach(each -> writeAlone(each, counter));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void writeAlone(PhoenixAnnotation annotation, SpanScores.Counter counter) {
    try {
      String unused = client.annotations().add(annotation);
      counter.scored(1);
    } catch (PhoenixException e) {
      if (e.status() != 404) {
        throw e;
      }
      counter.failed(annotation.name() + ": there is no span " + annotation.targetId());
    }
  }

  private Map<String, Set<String>> namesBySpan(
      String project, List<PhoenixSpan> batch, List<? extends OutputEvaluator> evaluators) {
    List<String> names = evaluators.stream().map(OutputEvaluator::name).toList();
    List<String> ids = batch.stream().map(PhoenixSpan::spanId).toList();
    Map<String, Set<String>> done = new HashMap<>();
    client
        .annotations()
        .of(AnnotationTarget.SPAN, project, ids, names, List.of())
        .forEach(
            each -> done.computeIfAbsent(each.targetId(), id -> new HashSet<>()).add(each.name()));
    return done;
  }

  private void score(
      PhoenixSpan span,
      OutputEvaluator evaluator,
      EvaluatorCalls calls,
      Collection<PhoenixAnnotation> made,
      SpanScores.Counter counter)
      throws InterruptedException {
    try {
      EvaluationResult result = calls.result(evaluator, contexts.apply(span));
      made.add(
          PhoenixAnnotation.ofSpan(span.spanId(), evaluator.name(), evaluator.kind())
              .score(result.score())
              .label(result.label())
              .explanation(result.explanation())
              .metadata(result.metadata())
              .build());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      counter.failed(evaluator.name() + ": " + e);
    }
  }

  private static EvaluationContext context(PhoenixSpan span) {
    DatasetExample example = Datasets.examplesOf(List.of(span)).get(0);
    Object tokens = span.attribute("llm.token_count.total");
    return EvaluationContext.builder()
        .input(example.input())
        .output(example.output())
        .metadata(example.metadata())
        .exampleId(span.spanId())
        .traceId(span.traceId())
        .latency(span.latency())
        .tokenCount(tokens instanceof Number number ? (Long) number.longValue() : null)
        .build();
  }
}
