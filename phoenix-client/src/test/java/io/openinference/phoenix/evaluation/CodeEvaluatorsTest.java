// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeEvaluatorsTest {

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}}
      """;

  @ParameterizedTest
  @CsvSource({"Paris,Paris,1", "' Paris ',Paris,0", "paris,Paris,0", "'',Paris,0"})
  void matchesExactly(String output, String expected, double score) throws Exception {
    EvaluationResult result =
        CodeEvaluators.exactMatch()
            .evaluate(EvaluationContext.builder().output(output).expected(expected).build());

    assertThat(result).isEqualTo(EvaluationResult.of(score == 1));
  }

  @Test
  void comparesMapsByTheirOnlyValueElseAsJson() throws Exception {
    EvaluationContext same =
        EvaluationContext.builder()
            .output(Map.of("answer", "Paris"))
            .expected(Map.of("capital", "Paris"))
            .build();
    EvaluationContext json =
        EvaluationContext.builder()
            .output("{\"a\":[1,2]}")
            .expected(Map.of("output", Map.of("a", List.of(1, 2))))
            .build();

    assertThat(CodeEvaluators.exactMatch().evaluate(same).score()).isEqualTo(1);
    // A map in a map is unwrapped down to its last single value.
    assertThat(json.expectedText()).isEqualTo("[1,2]");
  }

  @Test
  void searchesRegularExpressions() throws Exception {
    OutputEvaluator order = CodeEvaluators.matchesRegex("order \\d{4}\\b");

    assertThat(order.evaluate(output("Your order 1042 is on its way")).score()).isEqualTo(1);
    assertThat(order.evaluate(output("Your order 104 is on its way")).score()).isEqualTo(0);
  }

  @Test
  void countsContainedTexts() throws Exception {
    EvaluationResult result =
        CodeEvaluators.contains("refund", "30 DAYS", "receipt", "label")
            .evaluate(output("A Refund within 30 days needs a receipt."));

    assertThat(result.score()).isEqualTo(0.75);
    assertThat(result.label()).isEqualTo("false");
    assertThat(result.explanation()).isEqualTo("missing: label");
    assertThatIllegalArgumentException().isThrownBy(CodeEvaluators::contains);
  }

  @Test
  void findsTheExpectedTextInALongerOutput() throws Exception {
    EvaluationContext context =
        EvaluationContext.builder().output("It is Paris, of course.").expected("paris").build();

    assertThat(CodeEvaluators.containsExpected().evaluate(context).score()).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> CodeEvaluators.containsExpected().evaluate(output("Rome")));
    assertThatIllegalStateException()
        .isThrownBy(() -> CodeEvaluators.exactMatch().evaluate(output("")));
  }

  @Test
  void validatesJson() throws Exception {
    OutputEvaluator schema = CodeEvaluators.jsonSchema(SCHEMA);

    assertThat(schema.evaluate(output("{\"city\": \"Rome\"}")).score()).isEqualTo(1);
    assertThat(schema.evaluate(context(Map.of("city", "Rome"))).score()).isEqualTo(1);
    assertThat(schema.evaluate(output("{\"city\": 7}")))
        .satisfies(
            result -> {
              assertThat(result.score()).isEqualTo(0);
              assertThat(result.explanation()).contains("/city").contains("string");
            });
    assertThat(schema.evaluate(output("{}")).explanation()).contains("city");
    assertThat(schema.evaluate(output("Rome")).explanation()).isEqualTo("The output is no JSON.");
  }

  @Test
  void measuresRetrieval() throws Exception {
    EvaluationContext context =
        EvaluationContext.builder()
            .output(Map.of("ids", List.of(1, 2, 3, 4), "text", ""))
            .expected(Map.of("ids", List.of("2", "4", "5"), "text", ""))
            .build();

    assertThat(score(CodeEvaluators.precision(this::got, this::wanted), context)).isEqualTo(0.5);
    assertThat(score(CodeEvaluators.recall(this::got, this::wanted), context))
        .isCloseTo(0.667, within(0.001));
    assertThat(score(CodeEvaluators.fScore(1, this::got, this::wanted), context))
        .isCloseTo(0.571, within(0.001));
    assertThat(score(CodeEvaluators.fScore(2, this::got, this::wanted), context))
        .isCloseTo(0.625, within(0.001));
    assertThat(score(CodeEvaluators.fScore(1, c -> List.of(), c -> List.of()), context)).isZero();
  }

  @Test
  void boundsLatencyAndTokens() throws Exception {
    EvaluationContext context =
        EvaluationContext.builder().latency(Duration.ofMillis(250)).tokenCount(900L).build();

    assertThat(score(CodeEvaluators.latencyAtMost(Duration.ofMillis(250)), context)).isEqualTo(1);
    assertThat(score(CodeEvaluators.latencyAtMost(Duration.ofMillis(249)), context)).isZero();
    assertThat(score(CodeEvaluators.tokensAtMost(900), context)).isEqualTo(1);
    assertThat(CodeEvaluators.tokensAtMost(899).evaluate(context).explanation())
        .isEqualTo("900 of 899 tokens");
    assertThatIllegalStateException()
        .isThrownBy(() -> CodeEvaluators.tokensAtMost(1).evaluate(output("")));
    assertThatIllegalStateException()
        .isThrownBy(() -> CodeEvaluators.latencyAtMost(Duration.ofSeconds(1)).evaluate(output("")));
  }

  @Test
  void refusesAnEmptyResult() {
    assertThatIllegalStateException().isThrownBy(() -> EvaluationResult.builder().build());
  }

  private Collection<?> got(EvaluationContext context) {
    return (Collection<?>) ((Map<?, ?>) context.output()).get("ids");
  }

  private Collection<?> wanted(EvaluationContext context) {
    return (Collection<?>) context.expected().get("ids");
  }

  private static double score(OutputEvaluator evaluator, EvaluationContext context)
      throws Exception {
    return evaluator.evaluate(context).score();
  }

  private static EvaluationContext output(String output) {
    return context(output);
  }

  private static EvaluationContext context(Object output) {
    return EvaluationContext.builder().output(output).build();
  }
}
