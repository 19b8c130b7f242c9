// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Evaluators that need no model.
 *
 * @since 0.1.0
 */
public final class CodeEvaluators {

  private static final int NAME_DIGITS = 6;

  /**
   * Returns an evaluator that compares output and reference output, with all their white space.
   *
   * @return the evaluator {@code exact_match}: 1 if they are equal, else 0
   */
  public static OutputEvaluator exactMatch() {
    return OutputEvaluator.of("exact_match", CodeEvaluators::matchExactly);
  }

  private static EvaluationResult matchExactly(EvaluationContext context) {
    return EvaluationResult.of(context.outputText().equals(expected(context)));
  }

  /**
   * Returns an evaluator that searches the output for a regular expression.
   *
   * @return the evaluator {@code matches_regex}: 1 if a part of the output matches, else 0
   */
  public static OutputEvaluator matchesRegex(String regex) {
    Pattern pattern = Pattern.compile(requireNonNull(regex, "regex"));
    return OutputEvaluator.of(
        "matches_regex",
        context -> EvaluationResult.of(pattern.matcher(context.outputText()).find()));
  }

  /**
   * Returns an evaluator that searches the output for texts, in upper or lower case.
   *
   * @return the evaluator {@code contains}: the share of texts that the output contains
   */
  public static OutputEvaluator contains(String... texts) {
    List<String> wanted = List.of(texts);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("texts must not be empty");
    }
    return OutputEvaluator.of(
        "contains", context -> shareOf(wanted, context.outputText().toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns an evaluator that searches the output for the reference output, in upper or lower case.
   *
   * @return the evaluator {@code contains_expected}: 1 if the output contains it, else 0
   */
  public static OutputEvaluator containsExpected() {
    return OutputEvaluator.of(
        "contains_expected",
        context ->
            EvaluationResult.of(
                context
                    .outputText()
                    .toLowerCase(Locale.ROOT)
                    .contains(expected(context).strip().toLowerCase(Locale.ROOT))));
  }

  /** An example without a reference output must not pass. */
  private static String expected(EvaluationContext context) {
    String expected = context.expectedText();
    if (expected.isBlank()) {
      throw new IllegalStateException("The example has no reference output.");
    }
    return expected;
  }

  private static EvaluationResult shareOf(List<String> wanted, String output) {
    List<String> missing =
        wanted.stream().filter(text -> !output.contains(text.toLowerCase(Locale.ROOT))).toList();
    EvaluationResult.Builder result =
        EvaluationResult.builder()
            .score(1 - (double) missing.size() / wanted.size())
            .label(String.valueOf(missing.isEmpty()));
    if (!missing.isEmpty()) {
      result.explanation("missing: " + String.join(", ", missing));
    }
    return result.build();
  }

  /**
   * Returns an evaluator that checks the output against a JSON schema. It parses an output that is
   * text first. It needs {@code com.networknt:json-schema-validator} 2 on the class path.
   *
   * @param schema a JSON schema, draft 2020-12 unless {@code $schema} names another
   * @return the evaluator {@code json_schema}: 1 if the output is valid, else 0 with the first
   *     violations as explanation
   */
  public static OutputEvaluator jsonSchema(String schema) {
    JsonSchemaCheck check = new JsonSchemaCheck(requireNonNull(schema, "schema"));
    return OutputEvaluator.of("json_schema", check::evaluate);
  }

  /**
   * Returns an evaluator that measures which share of the retrieved documents is relevant.
   *
   * @param retrieved reads the ids of the retrieved documents from the context
   * @param relevant reads the ids of the relevant documents from the context
   * @return the evaluator {@code precision}, from 0 to 1
   */
  public static OutputEvaluator precision(
      Function<EvaluationContext, ? extends Collection<?>> retrieved,
      Function<EvaluationContext, ? extends Collection<?>> relevant) {
    return OutputEvaluator.of(
        "precision",
        context ->
            RetrievalCounts.of(retrieved.apply(context), relevant.apply(context)).precision());
  }

  /**
   * Returns an evaluator that measures which share of the relevant documents was retrieved.
   *
   * @param retrieved reads the ids of the retrieved documents from the context
   * @param relevant reads the ids of the relevant documents from the context
   * @return the evaluator {@code recall}, from 0 to 1
   */
  public static OutputEvaluator recall(
      Function<EvaluationContext, ? extends Collection<?>> retrieved,
      Function<EvaluationContext, ? extends Collection<?>> relevant) {
    return OutputEvaluator.of(
        "recall",
        context -> RetrievalCounts.of(retrieved.apply(context), relevant.apply(context)).recall());
  }

  /**
   * Returns an evaluator that measures the weighted harmonic mean of precision and recall.
   *
   * @param beta how many times recall weighs as much as precision; 1 gives the F1 score
   * @param retrieved reads the ids of the retrieved documents from the context
   * @param relevant reads the ids of the relevant documents from the context
   * @return the evaluator {@code f1}, {@code f2}, {@code f0_5} and so on, from 0 to 1
   */
  public static OutputEvaluator fScore(
      double beta,
      Function<EvaluationContext, ? extends Collection<?>> retrieved,
      Function<EvaluationContext, ? extends Collection<?>> relevant) {
    if (!(beta > 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException("beta must be positive and finite: " + beta);
    }
    return OutputEvaluator.of(
        "f" + number(beta).replace('.', '_'),
        context ->
            RetrievalCounts.of(retrieved.apply(context), relevant.apply(context)).fScore(beta));
  }

  /** Writes a number as phoenix-evals does in names: 2 as "2", and 0.5 as "0.5". */
  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .round(new MathContext(NAME_DIGITS))
        .stripTrailingZeros()
        .toPlainString();
  }

  /**
   * Returns an evaluator that checks how long the task took.
   *
   * @return the evaluator {@code latency}: 1 if the task took at most this long, else 0
   */
  public static OutputEvaluator latencyAtMost(Duration bound) {
    requireNonNull(bound, "bound");
    return OutputEvaluator.of("latency", context -> checkLatency(context, bound));
  }

  private static EvaluationResult checkLatency(EvaluationContext context, Duration bound) {
    Duration latency = context.latency();
    if (latency == null) {
      throw new IllegalStateException("The context has no latency.");
    }
    return EvaluationResult.of(latency.compareTo(bound) <= 0).toBuilder()
        .explanation(latency.toMillis() + " ms of " + bound.toMillis() + " ms")
        .build();
  }

  /**
   * Returns an evaluator that checks how many tokens the LLM spans of the task counted.
   *
   * @return the evaluator {@code tokens}: 1 if the task took at most this many tokens, else 0
   */
  public static OutputEvaluator tokensAtMost(long bound) {
    return OutputEvaluator.of("tokens", context -> checkTokens(context, bound));
  }

  private static EvaluationResult checkTokens(EvaluationContext context, long bound) {
    Long tokens = context.tokenCount();
    if (tokens == null) {
      throw new IllegalStateException("No span of the task has a token count.");
    }
    return EvaluationResult.of(tokens <= bound).toBuilder()
        .explanation(tokens + " of " + bound + " tokens")
        .build();
  }

  private CodeEvaluators() {}
}
