// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import com.openai.client.OpenAIClient;
import io.openinference.examples.quickstart.SupportBot;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.phoenix.experiments.ExperimentOptions;
import io.openinference.phoenix.experiments.ExperimentResult;
import io.openinference.phoenix.experiments.ExperimentRunner;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Lets the bot of the quickstart answer questions, makes a dataset of its traces, and tries a
 * second prompt against the dataset.
 *
 * <p>Alone, it talks to a model server of its own, and keeps the traces, the dataset and the
 * experiments in a viewer of its own. With {@code PHOENIX_COLLECTOR_ENDPOINT} they are in that
 * Phoenix. With {@code OPENAI_API_KEY} it talks to OpenAI.
 *
 * @since 0.1.0
 */
public final class Evaluate {

  /** Shorter, and so cheaper. Is it as good? */
  private static final String SHORT = "Customer: {question}";

  /** Runs the program. */
  public static void main(String[] args) throws InterruptedException {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) throws InterruptedException {
    try (Models models = Models.start(environment);
        Server server = Server.start(environment)) {
      PhoenixClient phoenix = server.client();
      String project = server.name("support-bot-evaluation");
      try (OpenInferenceSdk sdk = phoenix.tracing().projectName(project).build()) {
        OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
        OpenAIClient client = OpenAIInstrumentor.create(sdk.openTelemetry()).wrap(models.client());
        SupportBot bot = SupportBot.of(client, tracer);
        Questions.ALL.keySet().forEach(bot::answer);
        boolean unused = sdk.flush();
        Dataset dataset = new CorrectedAnswers(server).create(project);
        out.printf("dataset of %d traces%n%n", dataset.examples().size());

        Trial trial = new Trial(server, sdk, dataset, Evaluators.of(models));
        ExperimentResult first = trial.run("with articles", bot);
        ExperimentResult second = trial.run("without articles", bot.withTemplate(SHORT, "2"));
        out.println("with articles");
        out.println(Scores.of(first));
        out.println("without articles, compared with before");
        out.println(second.compareWith(first).toTable());
        server.report(out, second);
      }
    }
  }

  /** Runs the bot over the dataset. */
  private record Trial(
      Server server, OpenInferenceSdk sdk, Dataset dataset, List<OutputEvaluator> evaluators) {

    ExperimentResult run(String name, SupportBot bot) {
      ExperimentOptions options =
          ExperimentOptions.builder().name(name).sdk(sdk).progress(null).build();
      ExperimentRunner runner = ExperimentRunner.on(server.client(), options);
      try (Scope metadata = OpenInference.usingMetadata(Map.of("prompt", name))) {
        return runner.run(dataset, example -> bot.answer(question(example)), evaluators);
      }
    }

    private static String question(DatasetExample example) {
      return String.valueOf(example.input().get("input"));
    }
  }

  private Evaluate() {}
}
