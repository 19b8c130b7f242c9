// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.instrumentation.EvaluatorSpan;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.evaluation.EvaluationContext;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.time.Instant;

/** Calls evaluators, each inside a span of its own. */
final class EvaluatorCalls {

  private final Attempts attempts;
  private final ExperimentSpans spans;

  EvaluatorCalls(Attempts attempts, ExperimentSpans spans) {
    this.attempts = attempts;
    this.spans = spans;
  }

  /** Returns what the evaluator says of a run, or the error that it ended with. */
  ExperimentEvaluation call(OutputEvaluator evaluator, EvaluationContext context, String runId)
      throws InterruptedException {
    ExperimentEvaluation.Builder evaluation =
        ExperimentEvaluation.builder(runId, evaluator.name(), evaluator.kind());
    LastTry<SpanTry<EvaluatorSpan, EvaluationResult>> last = new LastTry<>();
    try {
      EvaluationResult result =
          attempts.call(evaluator, () -> last.set(attempt(evaluator, context)));
      evaluation
          .score(result.score())
          .label(result.label())
          .explanation(result.explanation())
          .metadata(result.metadata());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      evaluation.error(e.toString());
    }
    SpanTry<EvaluatorSpan, EvaluationResult> made = last.get();
    Instant start = made.start();
    return evaluation.traceId(made.traceId()).time(start, start.plus(made.duration())).build();
  }

  /**
   * Returns what the evaluator says.
   *
   * @throws Exception what the last try threw
   */
  EvaluationResult result(OutputEvaluator evaluator, EvaluationContext context) throws Exception {
    return attempts.call(evaluator, () -> attempt(evaluator, context));
  }

  private SpanTry<EvaluatorSpan, EvaluationResult> attempt(
      OutputEvaluator evaluator, EvaluationContext context) {
    return new SpanTry<>(
        spans,
        spans.startEvaluation(evaluator, context),
        () -> evaluate(evaluator, context),
        (span, result) -> spans.writeResult(span, evaluator, result));
  }

  private static EvaluationResult evaluate(OutputEvaluator evaluator, EvaluationContext context)
      throws Exception {
    EvaluationResult result = evaluator.evaluate(context);
    if (result == null) {
      throw new IllegalStateException("The evaluator returned null.");
    }
    return result;
  }
}
