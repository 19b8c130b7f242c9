// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.evaluation.CodeEvaluators;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OptimizationDirection;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.phoenix.experiments.ExperimentResult;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from prompt to better prompt. Each candidate is an experiment: a CHAIN span for each
 * answer, and an EVALUATOR span for each score.
 */
final class PromptOptimizer {

  private static final String MODEL = "gpt-4o-mini";

  private final OpenAIClient client;
  private final OpenInferenceTracer tracer;
  private final Trials trials;
  private final Dataset dataset;
  private final PrintStream out;
  private final Set<Prompt> tried = new HashSet<>();

  PromptOptimizer(
      OpenAIClient client,
      OpenInferenceTracer tracer,
      Trials trials,
      Dataset dataset,
      PrintStream out) {
    this.client = client;
    this.tracer = tracer;
    this.trials = trials;
    this.dataset = dataset;
    this.out = out;
  }

  /** Returns the best prompt that is reached in steps of one part. */
  Candidate optimize(Prompt first) {
    return tracer
        .chain("optimize")
        .call(
            span -> {
              span.input(first.name());
              Candidate best = evaluate(first);
              for (Candidate next = best; next != null; next = better(best)) {
                best = next;
              }
              span.output(best.toString());
              return best;
            });
  }

  private @Nullable Candidate better(Candidate best) {
    for (Prompt prompt : best.prompt().neighbours()) {
      if (tried.contains(prompt)) {
        continue;
      }
      Candidate candidate = evaluate(prompt);
      if (candidate.score() > best.score()) {
        return candidate;
      }
    }
    return null;
  }

  private Candidate evaluate(Prompt prompt) {
    tried.add(prompt);
    ExperimentResult result =
        trials.run(prompt.name(), dataset, example -> answer(prompt, example), evaluators(prompt));
    Candidate candidate = new Candidate(prompt, result);
    out.println(candidate);
    return candidate;
  }

  private String answer(Prompt prompt, DatasetExample example) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addUserMessage(prompt.fill(question(example)))
            .build();
    return client
        .chat()
        .completions()
        .create(params)
        .choices()
        .get(0)
        .message()
        .content()
        .orElse("");
  }

  private static List<OutputEvaluator> evaluators(Prompt prompt) {
    return List.of(
        CodeEvaluators.containsExpected().named("right"),
        OutputEvaluator.of(
            "prompt_size",
            OptimizationDirection.MINIMIZE,
            context -> EvaluationResult.of(prompt.fill(context.inputText()).length())));
  }

  private static String question(DatasetExample example) {
    return String.valueOf(example.input().get("question"));
  }
}
