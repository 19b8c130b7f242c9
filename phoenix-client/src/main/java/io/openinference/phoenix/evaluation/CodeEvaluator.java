// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;

/** An evaluator that is put together from its parts. */
final class CodeEvaluator implements OutputEvaluator {

  private final String name;
  private final AnnotatorKind kind;
  private final OptimizationDirection direction;
  private final EvaluatorCode code;

  CodeEvaluator(
      String name, AnnotatorKind kind, OptimizationDirection direction, EvaluatorCode code) {
    this.name = requireNonNull(name, "name");
    this.kind = requireNonNull(kind, "kind");
    this.direction = requireNonNull(direction, "direction");
    this.code = requireNonNull(code, "code");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public AnnotatorKind kind() {
    return kind;
  }

  @Override
  public OptimizationDirection direction() {
    return direction;
  }

  @Override
  public EvaluationResult evaluate(EvaluationContext context) throws Exception {
    return code.evaluate(context);
  }

  @Override
  public String toString() {
    return "Evaluator{" + name + ", " + kind + "}";
  }
}
