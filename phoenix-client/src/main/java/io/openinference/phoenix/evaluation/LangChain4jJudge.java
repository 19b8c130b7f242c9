// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.ChatModel;

/**
 * Judges with any chat model of LangChain4j.
 *
 * @since 0.1.0
 */
public final class LangChain4jJudge implements JudgeModel {

  private final ChatModel model;

  private LangChain4jJudge(ChatModel model) {
    this.model = requireNonNull(model, "model");
  }

  /** Returns a judge. */
  public static LangChain4jJudge of(ChatModel model) {
    return new LangChain4jJudge(model);
  }

  @Override
  public String answer(JudgePrompt prompt) {
    String text = model.chat(prompt.text());
    return text == null ? "" : text;
  }
}
