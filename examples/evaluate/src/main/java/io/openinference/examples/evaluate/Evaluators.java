// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import com.openai.client.OpenAIClient;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.openinference.phoenix.evaluation.ClassificationEvaluator;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationContext;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.JudgeTemplate;
import io.openinference.phoenix.evaluation.OpenAIJudge;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.ArrayList;
import java.util.List;

/** The evaluators that score an answer. */
final class Evaluators {

  private static final int BRIEF = 80;

  /** A model that can judge does so as well. */
  static List<OutputEvaluator> of(Models models) {
    List<OutputEvaluator> evaluators = new ArrayList<>();
    evaluators.add(CodeEvaluators.containsExpected().named("says_it"));
    evaluators.add(
        OutputEvaluator.of(
            "brief", context -> EvaluationResult.of(context.outputText().length() <= BRIEF)));
    evaluators.add(OutputEvaluator.of("on_topic", context -> onTopic(models.client(), context)));
    if (models.canJudge()) {
      evaluators.add(
          ClassificationEvaluator.of(
              JudgeTemplate.CORRECTNESS, OpenAIJudge.of(models.client(), "gpt-4o")));
    }
    return evaluators;
  }

  /** Compares the embeddings of question and answer. */
  private static EvaluationResult onTopic(OpenAIClient client, EvaluationContext context) {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder()
            .model("text-embedding-3-small")
            .inputOfArrayOfStrings(List.of(context.inputText(), context.outputText()))
            .build();
    List<List<Float>> vectors =
        client.embeddings().create(params).data().stream().map(Embedding::embedding).toList();
    double similarity = 0;
    for (int i = 0; i < vectors.get(0).size(); i++) {
      similarity += vectors.get(0).get(i) * vectors.get(1).get(i);
    }
    return EvaluationResult.of(similarity);
  }

  private Evaluators() {}
}
