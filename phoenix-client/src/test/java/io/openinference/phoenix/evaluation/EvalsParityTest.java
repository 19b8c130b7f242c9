// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The classifiers of phoenix-evals and the scores of its code, which {@code evals.py} wrote. */
class EvalsParityTest {

  private final JsonNode evals = evals();

  private static JsonNode evals() {
    try (InputStream file = EvalsParityTest.class.getResourceAsStream("evals.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void classifiersHaveTheSameNamesLabelsScoresVariablesAndDirections() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode expected : evals.get("classifiers")) {
      String name = expected.get("name").asText();
      names.add(name);
      JudgeTemplate template = JudgeTemplate.valueOf(name.toUpperCase(Locale.ROOT));
      assertThat(template.evaluationName()).isEqualTo(name);
      assertThat(template.direction().name().toLowerCase(Locale.ROOT))
          .as(name)
          .isEqualTo(expected.get("direction").asText());
      assertThat(new TreeSet<>(template.variables()))
          .as(name)
          .isEqualTo(texts(expected, "variables"));
      for (Map.Entry<String, JsonNode> choice : expected.get("choices").properties()) {
        ClassificationEvaluator judge =
            ClassificationEvaluator.of(template, prompt -> choice.getKey());
        assertThat(judge.name()).isEqualTo(name);
        assertThat(judge.direction()).isEqualTo(template.direction());
        assertThat(judge.evaluate(all(template)))
            .as(name)
            .isEqualTo(EvaluationResult.of(choice.getValue().asDouble(), choice.getKey()));
      }
      assertThat(new TreeSet<>(List.of(template.positiveLabel(), template.negativeLabel())))
          .hasSize(expected.get("choices").size());
    }
    assertThat(names).hasSize(JudgeTemplate.values().length);
  }

  private static EvaluationContext all(JudgeTemplate template) {
    Map<String, String> values = new java.util.HashMap<>();
    template.variables().forEach(name -> values.put(name, "a text"));
    return EvaluationContext.builder().input(values).output("a text").build();
  }

  @Test
  void exactMatchGivesTheSameScores() throws Exception {
    for (JsonNode row : evals.get("exact_match")) {
      EvaluationContext context =
          EvaluationContext.builder()
              .output(row.get("output").asText())
              .expected(row.get("expected").asText())
              .build();
      assertSame(CodeEvaluators.exactMatch().evaluate(context), row.get("score"), row);
    }
  }

  @Test
  void matchesRegexGivesTheSameScores() throws Exception {
    for (JsonNode row : evals.get("matches_regex")) {
      EvaluationContext context =
          EvaluationContext.builder().output(row.get("output").asText()).build();
      OutputEvaluator regex = CodeEvaluators.matchesRegex(row.get("pattern").asText());
      assertSame(regex.evaluate(context), row.get("score"), row);
    }
  }

  @Test
  void precisionRecallAndFScoreHaveTheSameNamesAndScores() throws Exception {
    for (JsonNode row : evals.get("retrieval")) {
      Set<String> retrieved = texts(row, "retrieved");
      Set<String> relevant = texts(row, "relevant");
      List<OutputEvaluator> evaluators =
          List.of(
              CodeEvaluators.precision(c -> retrieved, c -> relevant),
              CodeEvaluators.recall(c -> retrieved, c -> relevant),
              CodeEvaluators.fScore(row.get("beta").asDouble(), c -> retrieved, c -> relevant));
      assertThat(evaluators)
          .extracting(OutputEvaluator::name)
          .containsExactlyInAnyOrderElementsOf(() -> row.get("scores").fieldNames());
      for (OutputEvaluator evaluator : evaluators) {
        EvaluationResult result = evaluator.evaluate(EvaluationContext.builder().build());
        assertSame(result, row.get("scores").get(evaluator.name()), row);
      }
    }
  }

  private static void assertSame(EvaluationResult result, JsonNode score, JsonNode row) {
    assertThat(result.score()).as(row.toString()).isCloseTo(score.asDouble(), within(1e-12));
  }

  private static Set<String> texts(JsonNode row, String name) {
    Set<String> texts = new TreeSet<>();
    row.get(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
