// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.scoring.ScoringModel;
import io.openinference.semconv.AnnotatorKind;

/**
 * Turns a scoring model of LangChain4j into an {@link OutputEvaluator}. A scoring model says how
 * well a text fits a query.
 *
 * @since 0.1.0
 */
public final class LangChain4jEvaluators {

  /** Returns an evaluator whose score says how well the output fits the input. */
  public static OutputEvaluator of(String name, ScoringModel model) {
    requireNonNull(model, "model");
    return new CodeEvaluator(
        name,
        AnnotatorKind.LLM,
        OptimizationDirection.MAXIMIZE,
        context ->
            EvaluationResult.of(model.score(context.outputText(), context.inputText()).content()));
  }

  private LangChain4jEvaluators() {}
}
