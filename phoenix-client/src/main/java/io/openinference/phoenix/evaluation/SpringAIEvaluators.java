// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.ai.document.Document;
import org.springframework.ai.evaluation.EvaluationRequest;
import org.springframework.ai.evaluation.EvaluationResponse;

/**
 * Turns an evaluator of Spring AI, such as {@code RelevancyEvaluator} or {@code
 * FactCheckingEvaluator}, into an {@link OutputEvaluator}.
 *
 * @since 0.1.0
 */
public final class SpringAIEvaluators {

  /**
   * Returns an evaluator that asks Spring AI's evaluator about the input and the output.
   *
   * @param documents reads the texts from the context that the output should rest on
   */
  public static OutputEvaluator of(
      String name,
      org.springframework.ai.evaluation.Evaluator evaluator,
      Function<EvaluationContext, ? extends Collection<String>> documents) {
    requireNonNull(evaluator, "evaluator");
    requireNonNull(documents, "documents");
    return new CodeEvaluator(
        name,
        AnnotatorKind.LLM,
        OptimizationDirection.MAXIMIZE,
        context -> result(evaluator.evaluate(request(context, documents.apply(context)))));
  }

  private static EvaluationRequest request(
      EvaluationContext context, Collection<String> documents) {
    List<Document> wrapped = documents.stream().map(Document::new).toList();
    return new EvaluationRequest(context.inputText(), wrapped, context.outputText());
  }

  /** Evaluators that only decide leave the score at 0, also where they pass. */
  private static EvaluationResult result(EvaluationResponse response) {
    double score = response.isPass() && response.getScore() == 0 ? 1 : response.getScore();
    String feedback = response.getFeedback();
    return EvaluationResult.builder()
        .score(score)
        .label(response.isPass() ? "pass" : "fail")
        .explanation(feedback == null || feedback.isBlank() ? null : feedback)
        .metadata(response.getMetadata())
        .build();
  }

  private SpringAIEvaluators() {}
}
