// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question that a {@link ClassificationEvaluator} asks its model.
 *
 * @since 0.1.0
 */
public final class JudgePrompt {

  private final String question;
  private final List<Choice> choices;
  private final boolean explained;

  JudgePrompt(String question, List<Choice> choices, boolean explained) {
    this.question = question;
    this.choices = choices;
    this.explained = explained;
  }

  /** Returns the whole prompt: the question, the labels, and the form of the answer. */
  public String text() {
    StringBuilder text = new StringBuilder(question.strip());
    text.append("\n\nAnswer with one of these labels:\n");
    for (Choice choice : choices) {
      text.append("- ").append(choice.label());
      if (!choice.description().isEmpty()) {
        text.append(": ").append(choice.description());
      }
      text.append('\n');
    }
    String labels =
        choices.stream().map(choice -> '"' + choice.label() + '"').collect(joining(" or "));
    // The explanation comes first, so that the model reasons before it decides.
    String explanation = explained ? "\"explanation\": \"one or two sentences\", " : "";
    return text.append("\nAnswer with this JSON object only: {")
        .append(explanation)
        .append("\"label\": ")
        .append(labels)
        .append('}')
        .toString();
  }

  /** Returns the labels that the model may choose from. */
  public List<String> labels() {
    return choices.stream().map(Choice::label).toList();
  }

  /** Returns the JSON schema of the answer, for models that take one. */
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (explained) {
      properties.put("explanation", Map.of("type", "string"));
    }
    properties.put("label", Map.of("type", "string", "enum", labels()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(properties.keySet()));
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Shows the labels only, because the text holds content. */
  @Override
  public String toString() {
    return "JudgePrompt{labels=" + labels() + "}";
  }

  /**
   * A label that the model may choose.
   *
   * @param description when the label applies; it may be empty
   */
  record Choice(String label, double score, String description) {}
}
