// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.toolloop;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.Map;

/**
 * A support desk in anthropic-java: the model asks for a tool, the library's tool runner runs it,
 * and all answers are streamed.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. With {@code ANTHROPIC_API_KEY} it talks to Anthropic; with {@code
 * PHOENIX_COLLECTOR_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_ENDPOINT} it sends the spans there.
 *
 * @since 0.1.0
 */
public final class ToolLoop {

  static final String PROJECT = "parcel-desk";

  private static final long MAX_TOKENS = 1024;

  /** The model fills in these arguments when it calls the tool. */
  @JsonClassDescription("Finds out where a parcel is")
  static final class TrackParcel {

    /** The number on the label. */
    @JsonPropertyDescription("The number on the label")
    public String number = "";
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
      // The one line that traces the client.
      AnthropicClient client =
          AnthropicInstrumentor.create(collector.sdk().openTelemetry()).wrap(endpoint.client());
      try (Scope project = OpenInference.usingProject(PROJECT)) {
        ask(client, "Where is parcel P-1042?");
      } finally {
        client.close();
      }
      collector.report(out, PROJECT);
    }
  }

  private static void ask(AnthropicClient client, String question) {
    MessageCreateParams params =
        MessageCreateParams.builder()
            .model("claude-sonnet-4-5")
            .maxTokens(MAX_TOKENS)
            .addUserMessage(question)
            .addTool(BetaRunnableTool.of(TrackParcel.class, ToolLoop::track))
            .build();
    for (StreamResponse<BetaRawMessageStreamEvent> answer :
        client.beta().messages().toolRunner(params).streaming()) {
      answer.stream().forEach(event -> {});
      answer.close();
    }
  }

  private static BetaToolResultBlockParam.Content track(TrackParcel parcel) {
    return BetaToolResultBlockParam.Content.ofString("Parcel " + parcel.number + " is in Oslo.");
  }

  private ToolLoop() {}
}
