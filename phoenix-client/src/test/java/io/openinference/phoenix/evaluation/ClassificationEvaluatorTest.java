// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.openinference.semconv.AnnotatorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationEvaluatorTest {

  private final List<JudgePrompt> asked = new ArrayList<>();

  /** The names, labels, variables and directions of phoenix-evals 3.9.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faithfulness           | faithful     | unfaithful      | MAXIMIZE | input context output
          hallucination          | hallucinated | grounded        | MINIMIZE | input output
          correctness            | correct      | incorrect       | MAXIMIZE | input output
          conciseness            | concise      | verbose         | MAXIMIZE | input output
          document_relevance     | relevant     | unrelated       | MAXIMIZE | input document_text
          retrieval_relevance    | relevant     | irrelevant      | MAXIMIZE | input context
          refusal                | refused      | answered        | NEUTRAL  | input output
          toxicity               | toxic        | non-toxic       | MINIMIZE | text
          tool_selection         | correct      | incorrect       | MAXIMIZE | input available_tools tool_selection
          tool_invocation        | correct      | incorrect       | MAXIMIZE | input available_tools tool_selection
          tool_response_handling | correct      | incorrect       | MAXIMIZE | input output tool_call tool_result
          user_friction          | friction     | no_friction     | MINIMIZE | conversation user_message
          completeness           | complete     | incomplete      | MAXIMIZE | conversation
          pii_detection          | pii_detected | no_pii_detected | MINIMIZE | conversation
          """)
  void hasTheQuestionsOfPhoenix(
      String name, String positive, String negative, OptimizationDirection direction, String vars) {
    JudgeTemplate template = JudgeTemplate.valueOf(name.toUpperCase(Locale.ROOT));

    assertThat(template.evaluationName()).isEqualTo(name);
    assertThat(template.positiveLabel()).isEqualTo(positive);
    assertThat(template.negativeLabel()).isEqualTo(negative);
    assertThat(template.direction()).isEqualTo(direction);
    assertThat(template.variables()).isEqualTo(Set.of(vars.split(" ")));
  }

  @ParameterizedTest
  @EnumSource(JudgeTemplate.class)
  void asksEachQuestionWithItsVariablesAndLabels(JudgeTemplate template) throws Exception {
    ClassificationEvaluator.Builder builder =
        ClassificationEvaluator.builder(template, answering(template.negativeLabel()));
    template.variables().forEach(name -> builder.variable(name, c -> "value of " + name));

    ClassificationEvaluator evaluator = builder.build();
    EvaluationResult result = evaluator.evaluate(EvaluationContext.builder().build());

    assertThat(result).isEqualTo(EvaluationResult.of(0, template.negativeLabel()));
    String prompt = asked.get(0).text();
    assertThat(prompt)
        .doesNotContain("{{")
        .contains(template.positiveLabel(), template.negativeLabel());
    template.variables().forEach(name -> assertThat(prompt).contains("value of " + name));
    assertThat(asked.get(0).labels())
        .containsExactly(template.positiveLabel(), template.negativeLabel());
    assertThat(evaluator.kind()).isEqualTo(AnnotatorKind.LLM);
  }

  @Test
  void readsVariablesFromTheContext() throws Exception {
    EvaluationContext context =
        EvaluationContext.builder()
            .input(Map.of("question", "Why {{output}}?", "context", "Because $1."))
            .output("So")
            .build();
    ClassificationEvaluator evaluator =
        ClassificationEvaluator.builder(JudgeTemplate.FAITHFULNESS, answering("faithful"))
            .variable("input", c -> (String) c.input().get("question"))
            .build();

    EvaluationResult result = evaluator.evaluate(context);

    assertThat(result.score()).isEqualTo(1);
    assertThat(asked.get(0).text()).contains("Why {{output}}?", "Because $1.", "So");
  }

  @Test
  void refusesAMissingVariable() {
    OutputEvaluator evaluator =
        ClassificationEvaluator.of(JudgeTemplate.FAITHFULNESS, answering("faithful"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluator.evaluate(EvaluationContext.builder().input("a").build()))
        .withMessageContaining("'context'");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"explanation\": \"It says {so}.\", \"label\": \"good\"}",
        "```json\n{\"explanation\": \"It says {so}.\", \"label\": \"GOOD\"}\n```",
        "Sure! {\"explanation\": \"It says {so}.\", \"label\": \" good \"}"
      })
  void readsAnswersOfModels(String answer) throws Exception {
    EvaluationResult result = goodOrBad(prompt -> answer).evaluate(context());

    assertThat(result.label()).isEqualTo("good");
    assertThat(result.score()).isEqualTo(0.5);
    assertThat(result.explanation()).isEqualTo("It says {so}.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad", "\"bad\"", "**Bad**", "bad."})
  void readsALabelAlone(String answer) throws Exception {
    assertThat(goodOrBad(prompt -> answer).evaluate(context()))
        .isEqualTo(EvaluationResult.of(-2, "bad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not bad", "{\"label\": \"ugly\"}", "{}", "{\"label\": null}"})
  void refusesOtherLabels(String answer) {
    assertThatIllegalStateException()
        .isThrownBy(() -> goodOrBad(prompt -> answer).evaluate(context()))
        .withMessageContaining("[good, bad]");
  }

  @Test
  void describesTheAnswerAsSchema() throws Exception {
    goodOrBad(
            prompt -> {
              asked.add(prompt);
              return "good";
            })
        .evaluate(context());

    assertThat(asked.get(0).schema())
        .isEqualTo(
            Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                    "explanation",
                    Map.of("type", "string"),
                    "label",
                    Map.of("type", "string", "enum", List.of("good", "bad"))),
                "required",
                List.of("explanation", "label"),
                "additionalProperties",
                false));
    assertThat(asked.get(0).text()).contains("- good: it helps");
  }

  @Test
  void needsAPromptAndLabels() {
    ClassificationEvaluator.Builder builder =
        ClassificationEvaluator.builder("x", prompt -> "a").choice("a", 1);

    assertThatIllegalStateException().isThrownBy(builder::build);
    builder.prompt("?");
    assertThatIllegalStateException().isThrownBy(builder::build);
    builder.choice("a", 2);
    assertThatIllegalStateException().isThrownBy(builder::build);
  }

  private static ClassificationEvaluator goodOrBad(JudgeModel model) {
    return ClassificationEvaluator.builder("quality", model)
        .prompt("Is {{output}} good?")
        .choice("good", 0.5, "it helps")
        .choice("bad", -2)
        .build();
  }

  private static EvaluationContext context() {
    return EvaluationContext.builder().output("it").build();
  }

  private JudgeModel answering(String label) {
    return prompt -> {
      asked.add(prompt);
      return label;
    };
  }
}
