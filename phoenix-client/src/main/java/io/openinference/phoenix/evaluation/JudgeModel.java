// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

/**
 * A language model that judges. Any client becomes one by a lambda:
 *
 * <pre>{@code
 * JudgeModel model = prompt -> client.ask(prompt.text());
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JudgeModel {

  /**
   * Answers a prompt.
   *
   * @param prompt what to ask; its text tells the model to answer with a JSON object
   * @return the answer of the model: the JSON object, or a text with the JSON object in it
   * @throws Exception if the model did not answer
   */
  String answer(JudgePrompt prompt) throws Exception;
}
