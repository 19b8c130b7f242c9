// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.List;

/** Test classes that {@link ExperimentTestTest} runs. */
final class ShoeShop {

  static String answer(DatasetExample example) {
    String question = String.valueOf(example.input().get("question"));
    return question.contains("order") ? "It was delivered." : question + " 5 days, 2 years.";
  }

  static final class Good {
    @ExperimentTest(dataset = "golden.jsonl", threshold = 0.75)
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused = trial.run(ShoeShop::answer);
    }

    static List<OutputEvaluator> evaluators() {
      return List.of(CodeEvaluators.containsExpected());
    }
  }

  static final class Strict {
    @ExperimentTest(dataset = "golden.jsonl", threshold = 0.8, minimum = 0.5)
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused = trial.run(ShoeShop::answer);
    }

    static List<OutputEvaluator> evaluators() {
      return Good.evaluators();
    }
  }

  static final class Broken {
    @ExperimentTest(dataset = "golden.jsonl", evaluators = "none")
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused =
          trial.run(
              example -> {
                throw new IllegalStateException("boom");
              });
    }

    static List<OutputEvaluator> none() {
      return List.of();
    }
  }

  static final class OnServer {
    @ExperimentTest(dataset = "not-a-file")
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused = trial.run(ShoeShop::answer);
    }

    static List<OutputEvaluator> evaluators() {
      return List.of();
    }
  }

  static final class Labelled {
    @ExperimentTest(dataset = "golden.jsonl", threshold = 0.5, minimum = 0.1)
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused = trial.run(ShoeShop::answer);
    }

    static List<OutputEvaluator> evaluators() {
      return List.of(
          OutputEvaluator.of("word", context -> EvaluationResult.of("fine")),
          OutputEvaluator.of(
              "tone", OptimizationDirection.NEUTRAL, context -> EvaluationResult.of("warm")));
    }
  }

  static final class LabelledWithoutBounds {
    @ExperimentTest(dataset = "golden.jsonl")
    void answers(ExampleTrial trial) throws Exception {
      RunResult unused = trial.run(ShoeShop::answer);
    }

    static List<OutputEvaluator> evaluators() {
      return Labelled.evaluators();
    }
  }

  private ShoeShop() {}
}
