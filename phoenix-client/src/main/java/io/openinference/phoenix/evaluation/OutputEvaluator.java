// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;

/**
 * Scores one output of a task.
 *
 * <pre>{@code
 * OutputEvaluator brief =
 *     OutputEvaluator.of("brief", context -> EvaluationResult.of(context.outputText().length() < 200));
 * }</pre>
 *
 * <p>Several threads may call an evaluator at once.
 *
 * @since 0.1.0
 */
public interface OutputEvaluator {

  /** Returns an evaluator in code that prefers high scores. */
  static OutputEvaluator of(String name, EvaluatorCode code) {
    return of(name, OptimizationDirection.MAXIMIZE, code);
  }

  /** Returns an evaluator in code. */
  static OutputEvaluator of(String name, OptimizationDirection direction, EvaluatorCode code) {
    return new CodeEvaluator(name, AnnotatorKind.CODE, direction, code);
  }

  /** Returns the name of the evaluation, such as {@code correctness}. */
  String name();

  /**
   * Scores the output in the context.
   *
   * @throws Exception if the output could not be scored; the caller may try again
   */
  EvaluationResult evaluate(EvaluationContext context) throws Exception;

  /** Returns who decides: code by default. */
  default AnnotatorKind kind() {
    return AnnotatorKind.CODE;
  }

  /** Returns which scores are better: high ones by default. */
  default OptimizationDirection direction() {
    return OptimizationDirection.MAXIMIZE;
  }

  /** Returns this evaluator under another name. */
  default OutputEvaluator named(String name) {
    return new CodeEvaluator(requireNonNull(name, "name"), kind(), direction(), this::evaluate);
  }
}
