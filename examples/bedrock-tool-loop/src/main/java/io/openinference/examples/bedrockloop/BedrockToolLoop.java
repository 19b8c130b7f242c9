// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.bedrockloop;

import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/**
 * A support desk on Amazon Bedrock: the model reasons and asks for a tool, the program runs it, and
 * all answers are streamed.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. With credentials of AWS it talks to Amazon Bedrock; with {@code
 * PHOENIX_COLLECTOR_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_ENDPOINT} it sends the spans there.
 *
 * @since 0.1.0
 */
public final class BedrockToolLoop {

  static final String PROJECT = "bedrock-desk";

  private static final String MODEL = "us.anthropic.claude-sonnet-4-20250514-v1:0";
  private static final String TOOL = "track_parcel";
  private static final int MAX_TURNS = 5;

  private static final Tool TRACK_PARCEL =
      Tool.fromToolSpec(
          spec ->
              spec.name(TOOL)
                  .description("Finds out where a parcel is")
                  .inputSchema(
                      ToolInputSchema.fromJson(
                          Document.mapBuilder()
                              .putString("type", "object")
                              .putMap(
                                  "properties",
                                  properties ->
                                      properties.putMap(
                                          "number", number -> number.putString("type", "string")))
                              .build())));

  private final BedrockRuntimeAsyncClient client;
  private final OpenInferenceTracer tracer;

  private BedrockToolLoop(BedrockRuntimeAsyncClient client, OpenInferenceTracer tracer) {
    this.client = client;
    this.tracer = tracer;
  }

  /**
   * Runs the program.
   *
   * @throws IllegalStateException if no span arrived
   */
  public static void main(String[] args) {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) {
    try (ModelEndpoint endpoint = ModelEndpoint.start(environment);
        Collector collector = Collector.start(environment)) {
      OpenTelemetry openTelemetry = collector.sdk().openTelemetry();
      // The one line that traces the client.
      BedrockRuntimeAsyncClient client =
          BedrockInstrumentor.create(openTelemetry).wrap(endpoint.client());
      try (Scope project = OpenInference.usingProject(PROJECT)) {
        new BedrockToolLoop(client, OpenInferenceTracer.create(openTelemetry))
            .ask("Where is parcel P-1042?");
      }
      collector.report(out, PROJECT);
    }
  }

  private String ask(String question) {
    return tracer
        .agent("parcel_desk")
        .call(
            span -> {
              span.input(question);
              String answer = answer(question);
              span.output(answer);
              return answer;
            });
  }

  private String answer(String question) {
    List<Message> conversation = new ArrayList<>();
    conversation.add(user(List.of(ContentBlock.fromText(question))));
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      StreamedAnswer answer = stream(conversation);
      if (answer.calls().isEmpty()) {
        return answer.text();
      }
      conversation.add(answer.message());
      conversation.add(user(results(answer.calls())));
    }
    return "I do not know.";
  }

  private static Message user(List<ContentBlock> content) {
    return Message.builder().role("user").content(content).build();
  }

  private StreamedAnswer stream(List<Message> conversation) {
    StreamedAnswer answer = new StreamedAnswer();
    client
        .converseStream(
            request ->
                request
                    .modelId(MODEL)
                    .messages(conversation)
                    .toolConfig(config -> config.tools(TRACK_PARCEL)),
            answer.handler())
        .join();
    return answer;
  }

  /** Runs the tools that the model asks for. */
  private List<ContentBlock> results(Map<String, Map<?, ?>> calls) {
    List<ContentBlock> results = new ArrayList<>();
    calls.forEach(
        (id, arguments) -> {
          String place = track(String.valueOf(arguments.get("number")));
          results.add(
              ContentBlock.fromToolResult(
                  result -> result.toolUseId(id).content(ToolResultContentBlock.fromText(place))));
        });
    return results;
  }

  private String track(String number) {
    return tracer
        .tool(TOOL)
        .call(
            span -> {
              span.input(number);
              String place = "Parcel " + number + " is in Oslo.";
              span.output(place);
              return place;
            });
  }
}
