// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model choose one of several labels.
 *
 * <pre>{@code
 * OutputEvaluator faithfulness = ClassificationEvaluator.of(JudgeTemplate.FAITHFULNESS, model);
 *
 * OutputEvaluator polite =
 *     ClassificationEvaluator.builder("polite", model)
 *         .prompt("Is this answer of a shop polite?\n\n{{output}}")
 *         .choice("polite", 1)
 *         .choice("rude", 0)
 *         .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ClassificationEvaluator implements OutputEvaluator {

  private final String name;
  private final JudgeModel model;
  private final PromptText prompt;
  private final List<JudgePrompt.Choice> choices;
  private final OptimizationDirection direction;
  private final boolean explained;
  private final Map<String, Function<EvaluationContext, String>> variables;

  private ClassificationEvaluator(Builder builder, String prompt) {
    this.name = builder.name;
    this.model = builder.model;
    this.prompt = new PromptText(prompt);
    this.choices = List.copyOf(builder.choices);
    this.direction = builder.direction;
    this.explained = builder.explained;
    this.variables = Map.copyOf(builder.variables);
  }

  /** Returns a built-in evaluator. */
  public static ClassificationEvaluator of(JudgeTemplate template, JudgeModel model) {
    return builder(template, model).build();
  }

  /** Returns a builder with the name, prompt, labels and direction of a built-in evaluator. */
  public static Builder builder(JudgeTemplate template, JudgeModel model) {
    Builder builder = builder(template.evaluationName(), model);
    builder.prompt(template.prompt()).direction(template.direction());
    builder.choice(template.positiveLabel(), 1).choice(template.negativeLabel(), 0);
    return builder;
  }

  /** Returns a builder for an evaluator of your own. */
  public static Builder builder(String name, JudgeModel model) {
    return new Builder(requireNonNull(name, "name"), requireNonNull(model, "model"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public AnnotatorKind kind() {
    return AnnotatorKind.LLM;
  }

  @Override
  public OptimizationDirection direction() {
    return direction;
  }

  /** Returns the names of the variables in the prompt. */
  public Set<String> variables() {
    return prompt.variables();
  }

  /**
   * Asks the model.
   *
   * @throws IllegalArgumentException if the context has no value for a variable of the prompt
   * @throws IllegalStateException if the model answered with none of the labels
   * @throws Exception if the model did not answer
   */
  @Override
  public EvaluationResult evaluate(EvaluationContext context) throws Exception {
    String question = prompt.fill(variable -> value(variable, context));
    JudgePrompt asked = new JudgePrompt(question, choices, explained);
    JudgeVerdict verdict = JudgeVerdict.read(model.answer(asked), asked.labels());
    double score = 0;
    for (JudgePrompt.Choice choice : choices) {
      if (choice.label().equals(verdict.label())) {
        score = choice.score();
      }
    }
    return EvaluationResult.builder()
        .score(score)
        .label(verdict.label())
        .explanation(verdict.explanation())
        .build();
  }

  private String value(String variable, EvaluationContext context) {
    Function<EvaluationContext, String> mapped = variables.get(variable);
    String value = mapped == null ? context.variable(variable) : mapped.apply(context);
    if (value == null) {
      throw new IllegalArgumentException(
          "The prompt of '" + name + "' needs the variable '" + variable + "'.");
    }
    return value;
  }

  @Override
  public String toString() {
    return "ClassificationEvaluator{" + name + "}";
  }

  /**
   * Builds a {@link ClassificationEvaluator}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final String name;
    private final JudgeModel model;
    private @Nullable String prompt;
    private final List<JudgePrompt.Choice> choices = new ArrayList<>();
    private OptimizationDirection direction = OptimizationDirection.MAXIMIZE;
    private boolean explained = true;
    private final Map<String, Function<EvaluationContext, String>> variables =
        new LinkedHashMap<>();

    Builder(String name, JudgeModel model) {
      this.name = name;
      this.model = model;
    }

    /** Sets the question, with variables such as {@code {{input}}}. */
    public Builder prompt(String prompt) {
      this.prompt = requireNonNull(prompt, "prompt");
      return this;
    }

    /** Adds a label and its score. */
    public Builder choice(String label, double score) {
      return choice(label, score, "");
    }

    /** Adds a label, its score, and when it applies. */
    public Builder choice(String label, double score, String description) {
      choices.add(
          new JudgePrompt.Choice(
              requireNonNull(label, "label"), score, requireNonNull(description, "description")));
      return this;
    }

    /** Sets which scores are better; the default is {@link OptimizationDirection#MAXIMIZE}. */
    public Builder direction(OptimizationDirection direction) {
      this.direction = requireNonNull(direction, "direction");
      return this;
    }

    /** Sets whether the model explains its choice; the default is true. */
    public Builder includeExplanation(boolean includeExplanation) {
      this.explained = includeExplanation;
      return this;
    }

    /** Sets where the value of a variable comes from; see {@link EvaluationContext#variable}. */
    public Builder variable(String name, Function<EvaluationContext, String> value) {
      variables.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Returns the evaluator.
     *
     * @throws IllegalStateException if there is no prompt, or if there are fewer than two labels
     */
    public ClassificationEvaluator build() {
      if (prompt == null) {
        throw new IllegalStateException("Set a prompt.");
      }
      if (choices.stream().map(JudgePrompt.Choice::label).distinct().count() != choices.size()
          || choices.size() < 2) {
        throw new IllegalStateException("Add two or more different labels.");
      }
      return new ClassificationEvaluator(this, prompt);
    }
  }
}
