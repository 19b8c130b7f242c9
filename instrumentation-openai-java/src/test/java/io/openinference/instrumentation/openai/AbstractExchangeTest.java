// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.errors.OpenAIException;
import io.openinference.conformance.Exchange;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call makes the span that Python recorded for it, but for the differences that are listed. */
abstract class AbstractExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder()
          .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
          .build();

  abstract Replay replay(OpenAIClient client);

  static List<Exchange> exchanges() {
    return Exchange.all().stream().filter(Replay::isPossible).toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void makesTheSpan(Exchange exchange) {
    try {
      replay(client(exchange, telemetry.openTelemetry())).run(exchange);
    } catch (OpenAIException e) {
      // What the span says of it is in the exchange.
    }

    RecordedSpans.verify(telemetry.spans(), exchange.span());
  }

  /** Returns a client that gets the stored answer. */
  static OpenAIClient client(Exchange exchange, OpenTelemetry openTelemetry) {
    ClientOptions options =
        ClientOptions.builder()
            .httpClient(new StoredAnswer(exchange))
            .jsonMapper(Json.MAPPER)
            .apiKey("test-key")
            .baseUrl(exchange.baseUrl())
            .maxRetries(0)
            .build();
    return OpenAIInstrumentor.builder(openTelemetry)
        .config(config(exchange))
        .build()
        .wrap(new OpenAIClientImpl(options));
  }

  private static TraceConfig config(Exchange exchange) {
    TraceConfigBuilder builder = TraceConfig.builder();
    exchange.settings().forEach((setting, value) -> set(builder, setting, value));
    return builder.build();
  }

  private static void set(TraceConfigBuilder builder, String setting, JsonNode value) {
    switch (setting) {
      case "base64_image_max_length" -> builder.base64ImageMaxLength(value.intValue());
      case "hide_choices" -> builder.hideChoices(true);
      case "hide_embeddings_text" -> builder.hideEmbeddingsText(true);
      case "hide_embeddings_vectors" -> builder.hideEmbeddingsVectors(true);
      case "hide_input_images" -> builder.hideInputImages(true);
      case "hide_input_messages" -> builder.hideInputMessages(true);
      case "hide_input_text" -> builder.hideInputText(true);
      case "hide_inputs" -> builder.hideInputs(true);
      case "hide_llm_invocation_parameters" -> builder.hideLlmInvocationParameters(true);
      case "hide_llm_tools" -> builder.hideLlmTools(true);
      case "hide_output_messages" -> builder.hideOutputMessages(true);
      case "hide_output_text" -> builder.hideOutputText(true);
      case "hide_outputs" -> builder.hideOutputs(true);
      case "hide_prompts" -> builder.hidePrompts(true);
      default -> throw new AssertionError(setting);
    }
  }
}
