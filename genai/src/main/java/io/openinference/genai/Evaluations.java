// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.EvaluationAttributes.EVALUATIONS;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_EXPLANATION;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_LABEL;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_NAME;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_SCORE;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results of evaluations: {@code evaluations.N.evaluation.*} and {@code annotations.N.annotation.*}
 * in OpenInference, one event for each result in {@code gen_ai}.
 */
final class Evaluations {

  static final String EVENT = "gen_ai.evaluation.result";

  static List<GenAiEvent> events(AttributeValues values) {
    List<GenAiEvent> events = new ArrayList<>();
    addEvents(events, values, "evaluations", "evaluation");
    addEvents(events, values, "annotations", "annotation");
    return events;
  }

  private static void addEvents(
      List<GenAiEvent> events, AttributeValues values, String list, String prefix) {
    for (AttributeValues result : values.list(list)) {
      String name = result.filled(prefix + ".name");
      if (name != null) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, AttributeKey.stringKey("gen_ai.evaluation.name"), name);
        put(
            attributes,
            AttributeKey.doubleKey("gen_ai.evaluation.score.value"),
            Numbers.decimal(result.get(prefix + ".score")));
        put(
            attributes,
            AttributeKey.stringKey("gen_ai.evaluation.score.label"),
            result.text(prefix + ".label"));
        put(
            attributes,
            AttributeKey.stringKey("gen_ai.evaluation.explanation"),
            result.text(prefix + ".explanation"));
        events.add(new GenAiEvent(EVENT, attributes.build()));
      }
    }
  }

  /** Writes the results of events, and of a span that is itself a result. */
  static void writeOpenInference(AttributesBuilder attributes, GenAiSpan span) {
    List<AttributeValues> results = new ArrayList<>();
    results.add(span.values());
    for (GenAiEvent event : span.events()) {
      if (event.name().equals(EVENT)) {
        results.add(AttributeValues.of(event.attributes()));
      }
    }
    int index = 0;
    for (AttributeValues result : results) {
      String name = result.filled("gen_ai.evaluation.name");
      if (name == null) {
        continue;
      }
      put(attributes, EVALUATIONS.at(index, EVALUATION_NAME), name);
      put(
          attributes,
          EVALUATIONS.at(index, EVALUATION_SCORE),
          Numbers.decimal(result.get("gen_ai.evaluation.score.value")));
      put(
          attributes,
          EVALUATIONS.at(index, EVALUATION_LABEL),
          result.text("gen_ai.evaluation.score.label"));
      put(
          attributes,
          EVALUATIONS.at(index, EVALUATION_EXPLANATION),
          result.text("gen_ai.evaluation.explanation"));
      index++;
    }
  }

  private static <T> void put(
      AttributesBuilder attributes, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }

  private Evaluations() {}
}
