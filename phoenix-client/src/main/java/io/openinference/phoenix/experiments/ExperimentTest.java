// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a JUnit test of each example of a dataset, and one more test of the mean scores.
 *
 * <pre>{@code
 * @ExperimentTest(dataset = "golden.jsonl", threshold = 0.8)
 * void answers(ExampleTrial trial) throws Exception {
 *   trial.run(example -> bot.answer((String) example.input().get("question")));
 * }
 *
 * static List<OutputEvaluator> evaluators() {
 *   return List.of(CodeEvaluators.containsExpected());
 * }
 * }</pre>
 *
 * <p>The test of an example fails if the task or an evaluator throws, or if a score is below {@link
 * #minimum()}. The last test fails if a mean score is below {@link #threshold()}; it lists the
 * examples that got worse since the baseline. Where a lower score is better, a score is turned
 * around: 0.2 counts as 0.8.
 *
 * <p>If {@code PHOENIX_ENDPOINT}, {@code PHOENIX_COLLECTOR_ENDPOINT}, {@code PHOENIX_BASE_URL} or
 * the JUnit parameter {@code openinference.phoenix.endpoint} is set, the tests are an experiment in
 * that Phoenix. Else nothing is sent.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ExperimentExtension.class)
public @interface ExperimentTest {

  /**
   * A file in JSON Lines whose name ends with {@code .jsonl}, or the name of a dataset in Phoenix.
   * A file is looked for in the working directory, in {@code src/test/resources} and on the class
   * path. A test with a file uploads its examples if Phoenix is set. {@code ${name}} stands for the
   * JUnit parameter or system property with this name.
   */
  String dataset();

  /**
   * The lowest mean score with which the last test passes; 0 by default. With any other threshold,
   * each evaluator must give scores, and not only labels.
   */
  double threshold() default 0;

  /**
   * The lowest score with which the test of an example passes; none by default. With a minimum,
   * each evaluator must give scores, and not only labels.
   */
  double minimum() default Double.NEGATIVE_INFINITY;

  /** The static method of the test class that returns the list of evaluators. */
  String evaluators() default "evaluators";

  /** The name of the experiment; class and method by default. */
  String name() default "";

  /**
   * A file with the scores to compare with. By default it is beside the dataset: {@code
   * golden.baseline.json} for {@code golden.jsonl}. The JUnit parameter {@code
   * openinference.experiment.update-baseline=true} writes it. Without this file the test compares
   * with the experiment before, if Phoenix is set.
   */
  String baseline() default "";
}
