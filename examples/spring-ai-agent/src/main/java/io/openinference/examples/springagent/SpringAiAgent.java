// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import io.openinference.examples.traces.TracePrinter;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the shop, which starts its MCP server, asks three questions over HTTP, and prints the
 * traces.
 *
 * <p>Alone, it talks to a model server and a collector of its own. With {@code OPENAI_API_KEY} it
 * talks to OpenAI; with {@code PHOENIX_COLLECTOR_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_ENDPOINT}
 * the spans go there.
 *
 * @since 0.1.0
 */
public final class SpringAiAgent {

  private static final String PROJECT = "spring-shop";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> ENDPOINTS =
      List.of(
          "PHOENIX_COLLECTOR_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_EXPORTER_OTLP_ENDPOINT");

  /**
   * Runs the program.
   *
   * @throws IllegalStateException if no span arrived
   */
  public static void main(String[] arguments) throws Exception {
    run(System.getenv(), System.out);
    // The threads of the HTTP client of openai-java end a minute later.
    System.exit(0);
  }

  static void run(Map<String, String> environment, PrintStream out)
      throws IOException, InterruptedException {
    String collector = endpoint(environment);
    try (ModelEndpoint models = ModelEndpoint.start(environment);
        OtlpReceiver receiver = OtlpReceiver.start()) {
      String target = collector == null ? receiver.endpoint() : collector;
      boolean isSent = serve(models, target);
      report(out, collector, isSent, receiver);
    }
  }

  private static @Nullable String endpoint(Map<String, String> environment) {
    return ENDPOINTS.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static boolean serve(ModelEndpoint models, String collector)
      throws IOException, InterruptedException {
    String tracing = "--openinference.endpoint=" + collector;
    String project = "--openinference.project-name=" + PROJECT;
    try (ConfigurableApplicationContext shop =
        new SpringApplicationBuilder(ShopApplication.class)
            .properties(models.properties())
            .properties(ParcelProcess.properties(tracing, project))
            .run("--server.port=0", tracing, project)) {
      String url = "http://localhost:" + shop.getEnvironment().getProperty("local.server.port");
      String chat = url + "/chats/" + UUID.randomUUID();
      ask(chat, "Has my parcel 1042 arrived, and can I still return the shoes?");
      ask(chat, "Which price has the delivery to Norway?");
      ask(chat + "/stream", "How long do parcels to Norway wait for customs?");
      return shop.getBean(SdkTracerProvider.class)
          .forceFlush()
          .join(10, TimeUnit.SECONDS)
          .isSuccess();
    }
  }

  private static void ask(String url, String question) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString(question))
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
  }

  private static void report(
      PrintStream out, @Nullable String collector, boolean isSent, OtlpReceiver receiver) {
    if (collector == null ? receiver.spans().isEmpty() : !isSent) {
      throw new IllegalStateException("No span arrived at " + collector);
    }
    if (collector == null) {
      out.print(TracePrinter.print(receiver.spans()));
    } else {
      out.printf("Sent to project %s at %s.%n", PROJECT, collector);
    }
  }

  private SpringAiAgent() {}
}
