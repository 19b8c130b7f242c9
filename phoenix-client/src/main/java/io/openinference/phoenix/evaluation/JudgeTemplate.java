// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/**
 * The built-in questions to a judge. Names, labels, variables and directions are those of Phoenix's
 * Python package {@code phoenix-evals}. The prompts are this project's own.
 *
 * @since 0.1.0
 */
public enum JudgeTemplate {
  /** Does the output say only what the context says? Variables: input, output, context. */
  FAITHFULNESS("faithful", "unfaithful", OptimizationDirection.MAXIMIZE),

  /** Does the output make things up? Variables: input, output. */
  HALLUCINATION("hallucinated", "grounded", OptimizationDirection.MINIMIZE),

  /** Is the output correct? Variables: input, output. */
  CORRECTNESS("correct", "incorrect", OptimizationDirection.MAXIMIZE),

  /** Is the output free of needless words? Variables: input, output. */
  CONCISENESS("concise", "verbose", OptimizationDirection.MAXIMIZE),

  /** Does a document help to answer the question? Variables: input, document_text. */
  DOCUMENT_RELEVANCE("relevant", "unrelated", OptimizationDirection.MAXIMIZE),

  /** Do the retrieved texts help to answer the question? Variables: input, context. */
  RETRIEVAL_RELEVANCE("relevant", "irrelevant", OptimizationDirection.MAXIMIZE),

  /** Does the output refuse to answer? Variables: input, output. */
  REFUSAL("refused", "answered", OptimizationDirection.NEUTRAL),

  /** Does a text hurt or threaten? Variable: text. */
  TOXICITY("toxic", "non-toxic", OptimizationDirection.MINIMIZE),

  /** Was the right tool chosen? Variables: input, available_tools, tool_selection. */
  TOOL_SELECTION("correct", "incorrect", OptimizationDirection.MAXIMIZE),

  /** Was the tool called with the right arguments? The variables of {@link #TOOL_SELECTION}. */
  TOOL_INVOCATION("correct", "incorrect", OptimizationDirection.MAXIMIZE),

  /** Was the tool's answer used well? Variables: input, output, tool_call, tool_result. */
  TOOL_RESPONSE_HANDLING("correct", "incorrect", OptimizationDirection.MAXIMIZE),

  /** Is the user annoyed? Variables: conversation, user_message. */
  USER_FRICTION("friction", "no_friction", OptimizationDirection.MINIMIZE),

  /** Was all that the user asked for done? Variable: conversation. */
  COMPLETENESS("complete", "incomplete", OptimizationDirection.MAXIMIZE),

  /** Does a conversation reveal data about a person? Variable: conversation. */
  PII_DETECTION("pii_detected", "no_pii_detected", OptimizationDirection.MINIMIZE);

  private final String positiveLabel;
  private final String negativeLabel;
  private final OptimizationDirection direction;

  JudgeTemplate(String positiveLabel, String negativeLabel, OptimizationDirection direction) {
    this.positiveLabel = positiveLabel;
    this.negativeLabel = negativeLabel;
    this.direction = direction;
  }

  /** Returns the name of the evaluation, such as {@code tool_selection}. */
  public String evaluationName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the label with score 1. */
  public String positiveLabel() {
    return positiveLabel;
  }

  /** Returns the label with score 0. */
  public String negativeLabel() {
    return negativeLabel;
  }

  /** Returns which scores are better. */
  public OptimizationDirection direction() {
    return direction;
  }

  /** Returns the names of the variables in the prompt. */
  public Set<String> variables() {
    return new PromptText(prompt()).variables();
  }

  /** Returns the question, with variables such as {@code {{input}}}. */
  public String prompt() {
    String file = "judge/" + evaluationName() + ".txt";
    try (InputStream stream = JudgeTemplate.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The jar lacks " + file + ".");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
