// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import org.springframework.ai.chat.model.ChatModel;

/**
 * Judges with any chat model of Spring AI.
 *
 * @since 0.1.0
 */
public final class SpringAIJudge implements JudgeModel {

  private final ChatModel model;

  private SpringAIJudge(ChatModel model) {
    this.model = requireNonNull(model, "model");
  }

  /** Returns a judge. */
  public static SpringAIJudge of(ChatModel model) {
    return new SpringAIJudge(model);
  }

  @Override
  public String answer(JudgePrompt prompt) {
    String text = model.call(prompt.text());
    return text == null ? "" : text;
  }
}
