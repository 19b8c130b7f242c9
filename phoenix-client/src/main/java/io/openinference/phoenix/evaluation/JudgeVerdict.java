// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer of a judge. */
record JudgeVerdict(String label, @Nullable String explanation) {

  /**
   * Finds the label in an answer. Models wrap the object in Markdown or answer with the label
   * alone.
   *
   * @throws IllegalStateException if the answer has none of the labels
   */
  static JudgeVerdict read(String answer, List<String> labels) {
    String text = answer.strip();
    int begin = text.indexOf('{');
    int end = text.lastIndexOf('}');
    JsonNode object =
        begin >= 0 && begin < end ? EvaluationJson.read(text.substring(begin, end + 1)) : null;
    String chosen = object == null ? text : object.path("label").asText();
    String label = find(chosen, labels);
    if (label == null) {
      // Without the answer, because it may hold content.
      throw new IllegalStateException(
          "The judge answered with none of the labels "
              + labels
              + ", in "
              + text.length()
              + " characters.");
    }
    String explanation = object == null ? "" : object.path("explanation").asText();
    return new JudgeVerdict(label, explanation.isBlank() ? null : explanation);
  }

  private static @Nullable String find(String chosen, List<String> labels) {
    String text = chosen.strip().replaceAll("^[\"'`*]+|[\"'`*.]+$", "");
    for (String label : labels) {
      if (label.equalsIgnoreCase(text)) {
        return label;
      }
    }
    return null;
  }
}
