// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import com.openai.client.OpenAIClient;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.viewer.OpenInferenceViewer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks a support bot two questions and shows the spans.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. With {@code OPENAI_API_KEY} it talks to OpenAI; with {@code PHOENIX_COLLECTOR_ENDPOINT}
 * or {@code OTEL_EXPORTER_OTLP_ENDPOINT} it sends the spans there. With the argument {@code --view}
 * it starts a viewer, and shows the spans in a browser.
 *
 * @since 0.1.0
 */
public final class Quickstart {

  static final String PROJECT = "support-bot";
  static final String TOPICS_PROJECT = "support-topics";

  /**
   * Runs the program.
   *
   * @param args {@code --view} or nothing
   * @throws IllegalStateException if no span arrived
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--view")) {
      view(System.getenv(), System.in, System.out);
    } else {
      run(System.getenv(), System.out);
    }
  }

  /** Shows the spans until a line comes in. */
  static void view(Map<String, String> environment, InputStream in, PrintStream out)
      throws IOException {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      try (ModelServer modelServer = ModelServer.start(environment);
          Collector collector = Collector.at(viewer.url())) {
        ask(modelServer.client(), collector.sdk());
        collector.report(out, PROJECT, TOPICS_PROJECT);
      }
      out.println("Open " + viewer.url() + " in a browser. Enter stops the viewer.");
      int unused = in.read();
    }
  }

  static void run(Map<String, String> environment, PrintStream out) {
    try (ModelServer modelServer = ModelServer.start(environment);
        Collector collector = Collector.start(environment)) {
      ask(modelServer.client(), collector.sdk());
      collector.report(out, PROJECT, TOPICS_PROJECT);
      modelServer.writeUsage(environment);
    }
  }

  private static void ask(OpenAIClient plainClient, OpenInferenceSdk sdk) {
    OpenTelemetry openTelemetry = sdk.openTelemetry();
    OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
    // The one line that traces every call of this client.
    OpenAIClient client = OpenAIInstrumentor.create(openTelemetry).wrap(plainClient);
    SupportBot bot = SupportBot.of(client, tracer);

    String chatId = UUID.randomUUID().toString();
    try (Scope project = OpenInference.usingProject(PROJECT);
        Scope session = OpenInference.usingSession(chatId);
        Scope metadata = OpenInference.usingMetadata(Map.of("channel", "web"))) {
      bot.answer("Where is my order 1042, and can I still return the shoes?");
      bot.answer("When do I get my refund?");
    }
    // The same program may write to several projects.
    try (Scope project = OpenInference.usingProject(TOPICS_PROJECT)) {
      new TopicClassifier(client).classify("When do I get my refund?");
    }
  }

  private Quickstart() {}
}
