// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.geminiloop;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.googlegenai.GoogleGenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A support desk in google-genai: the model thinks and asks for a tool, the program runs it, and
 * all answers are streamed.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. With {@code GOOGLE_API_KEY} it talks to Gemini; with {@code PHOENIX_COLLECTOR_ENDPOINT}
 * or {@code OTEL_EXPORTER_OTLP_ENDPOINT} it sends the spans there.
 *
 * @since 0.1.0
 */
public final class GeminiToolLoop {

  static final String PROJECT = "gemini-desk";

  private static final String MODEL = "gemini-2.5-flash";
  private static final String TOOL = "track_parcel";
  private static final int MAX_TURNS = 5;

  private static final GenerateContentConfig CONFIG =
      GenerateContentConfig.builder()
          .thinkingConfig(ThinkingConfig.builder().includeThoughts(true).build())
          .tools(
              Tool.builder()
                  .functionDeclarations(
                      FunctionDeclaration.builder()
                          .name(TOOL)
                          .description("Finds out where a parcel is")
                          .parametersJsonSchema(
                              Map.of(
                                  "type",
                                  "object",
                                  "properties",
                                  Map.of("number", Map.of("type", "string"))))
                          .build())
                  .build())
          .build();

  private final Client client;
  private final OpenInferenceTracer tracer;

  private GeminiToolLoop(Client client, OpenInferenceTracer tracer) {
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
      ClientOptions options =
          GoogleGenAIInstrumentor.create(openTelemetry).wrap(ClientOptions.builder().build());
      try (Client client = endpoint.client(options);
          Scope project = OpenInference.usingProject(PROJECT)) {
        new GeminiToolLoop(client, OpenInferenceTracer.create(openTelemetry))
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
    List<Content> conversation = new ArrayList<>();
    conversation.add(Content.builder().role("user").parts(Part.fromText(question)).build());
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      List<Part> parts = stream(conversation);
      conversation.add(Content.builder().role("model").parts(parts).build());
      List<Part> results = results(parts);
      if (results.isEmpty()) {
        return text(parts);
      }
      conversation.add(Content.builder().role("user").parts(results).build());
    }
    return "I do not know.";
  }

  private List<Part> stream(List<Content> conversation) {
    List<Part> parts = new ArrayList<>();
    try (ResponseStream<GenerateContentResponse> chunks =
        client.models.generateContentStream(MODEL, conversation, CONFIG)) {
      for (GenerateContentResponse chunk : chunks) {
        List<Part> arrived = chunk.parts();
        if (arrived != null) {
          parts.addAll(arrived);
        }
      }
    }
    return parts;
  }

  /** Runs the tools that the model asks for. */
  private List<Part> results(List<Part> parts) {
    List<Part> results = new ArrayList<>();
    for (Part part : parts) {
      part.functionCall()
          .ifPresent(call -> results.add(Part.fromFunctionResponse(TOOL, track(call))));
    }
    return results;
  }

  private Map<String, Object> track(FunctionCall call) {
    String number = String.valueOf(call.args().orElse(Map.of()).get("number"));
    return tracer
        .tool(TOOL)
        .call(
            span -> {
              span.input(number);
              String place = "Parcel " + number + " is in Oslo.";
              span.output(place);
              return Map.of("result", place);
            });
  }

  private static String text(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (!part.thought().orElse(false)) {
        text.append(part.text().orElse(""));
      }
    }
    return text.toString();
  }
}
