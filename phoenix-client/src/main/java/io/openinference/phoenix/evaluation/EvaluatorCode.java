// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

/**
 * The code of an {@link OutputEvaluator}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EvaluatorCode {

  /**
   * Scores the output in the context.
   *
   * @throws Exception if the output could not be scored
   */
  EvaluationResult evaluate(EvaluationContext context) throws Exception;
}
