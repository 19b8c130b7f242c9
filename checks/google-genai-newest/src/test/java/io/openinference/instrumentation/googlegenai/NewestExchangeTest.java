// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.models.operations.CreateInteractionResponse;
import com.google.genai.gaos.utils.EventStream;
import com.google.genai.gaos.utils.JSON;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that came after the floor make the span that Python recorded, as the others do. */
class NewestExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  static List<Exchange> exchanges() {
    return Exchange.all(Library.GOOGLE_GENAI).stream()
        .filter(exchange -> exchange.operation().startsWith("interactions."))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void makesTheSpan(Exchange exchange) throws Exception {
    try (StubServer server = StubServer.start()) {
      server.handler(request -> answer(exchange));
      TestClient client =
          TestClient.of(server.baseUrl())
              .wrap(
                  GoogleGenAIInstrumentor.builder(telemetry.openTelemetry())
                      .config(exchange.configure(TraceConfig.builder()).build())
                      .build());
      try (Client given = client.gemini()) {
        call(given, exchange);
      }
    }

    RecordedSpans.verify(telemetry.awaitSpans(1), exchange.span());
  }

  private static StubResponse answer(Exchange exchange) {
    return StubResponse.of(
        exchange.status(),
        exchange.streaming() ? "text/event-stream" : "application/json",
        exchange.response().getBytes(UTF_8));
  }

  private static void call(Client client, Exchange exchange) throws Exception {
    CreateInteractionResponse response;
    try {
      response = client.interactions.create(body(exchange));
    } catch (ApiException e) {
      return; // The exchange holds what the span says of the failure.
    }
    if (exchange.streaming()) {
      try (EventStream<?> events = response.events()) {
        events.toList();
      }
    }
  }

  private static CreateInteractionRequestBody body(Exchange exchange)
      throws JsonProcessingException {
    return CreateInteractionRequestBody.of(
        JSON.getMapper().readValue(exchange.request(), CreateModelInteraction.class));
  }
}
