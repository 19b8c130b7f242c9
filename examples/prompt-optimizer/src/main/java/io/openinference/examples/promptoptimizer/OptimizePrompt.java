// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.PhoenixClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Finds a prompt for a quiz about planets, and prints the traces.
 *
 * <p>Alone, it talks to a model server and a collector of its own. With {@code
 * PHOENIX_COLLECTOR_ENDPOINT} the dataset and one experiment for each prompt are in that Phoenix.
 * With {@code OPENAI_API_KEY} it talks to OpenAI.
 *
 * @since 0.1.0
 */
public final class OptimizePrompt {

  private static final String PROJECT = "prompt-optimizer";

  private static final Dataset QUIZ =
      Dataset.of(
          "planets",
          List.of(
              example("Which planet is nearest to the sun?", "Mercury"),
              example("Which planet is the largest?", "Jupiter"),
              example("Which planet has the widest rings?", "Saturn")));

  /** Runs the program. */
  public static void main(String[] args) {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) {
    boolean hasKey = !environment.getOrDefault("OPENAI_API_KEY", "").isBlank();
    boolean hasPhoenix = !environment.getOrDefault("PHOENIX_COLLECTOR_ENDPOINT", "").isBlank();
    try (OpenAIServer server = OpenAIServer.start();
        Collector collector = Collector.start(environment)) {
      OpenAIClient plain =
          hasKey
              ? OpenAIOkHttpClient.fromEnv()
              : OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("not-needed").build();
      OpenTelemetry openTelemetry = collector.sdk().openTelemetry();
      Trials trials = new Trials(hasPhoenix ? PhoenixClient.create() : null, collector.sdk());
      PromptOptimizer optimizer =
          new PromptOptimizer(
              OpenAIInstrumentor.create(openTelemetry).wrap(plain),
              OpenInferenceTracer.create(openTelemetry),
              trials,
              trials.upload(QUIZ),
              out);
      try (Scope project = OpenInference.usingProject(PROJECT)) {
        Candidate best = optimizer.optimize(new Prompt(false, 0));
        out.printf("best: %s%n%n", best.prompt().name());
      }
      collector.report(out, PROJECT);
      plain.close();
    }
  }

  private static DatasetExample example(String question, String answer) {
    return DatasetExample.of(Map.of("question", question), Map.of("answer", answer));
  }

  private OptimizePrompt() {}
}
