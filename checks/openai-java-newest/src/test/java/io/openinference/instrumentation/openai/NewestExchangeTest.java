// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.decisions.DecisionCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.responses.ResponseCompactParams;
import com.openai.models.responses.ResponseRetrieveParams;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.testing.OpenInferenceExtension;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that came after the floor make the span that Python recorded, as the others do. */
class NewestExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  static List<Exchange> exchanges() {
    return Exchange.all(Library.OPENAI).stream()
        .filter(exchange -> !Replay.isPossible(exchange))
        // Uploads, whose requests are not JSON.
        .filter(exchange -> !exchange.operation().startsWith("Trans"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void makesTheSpan(Exchange exchange) {
    try {
      run(exchange, AbstractExchangeTest.client(exchange, telemetry.openTelemetry()));
    } catch (OpenAIException e) {
      // The exchange holds what the span says of the failure.
    }

    RecordedSpans.verify(telemetry.spans(), exchange.span());
  }

  private static void run(Exchange exchange, OpenAIClient client) {
    switch (exchange.operation()) {
      case "DecisionService.create" ->
          client
              .decisions()
              .create(
                  DecisionCreateParams.builder()
                      .body(Replay.body(exchange, DecisionCreateParams.Body.class))
                      .build());
      case "ResponseService.compact" ->
          client
              .responses()
              .compact(
                  ResponseCompactParams.builder()
                      .body(Replay.body(exchange, ResponseCompactParams.Body.class))
                      .build());
      case "ResponseService.retrieveStreaming" ->
          read(
              client
                  .responses()
                  .retrieveStreaming(
                      ResponseRetrieveParams.builder().responseId("resp_1").build()));
      case "ImageService.generateStreaming" ->
          read(
              client
                  .images()
                  .generateStreaming(
                      ImageGenerateParams.builder()
                          .body(Replay.body(exchange, ImageGenerateParams.Body.class))
                          .build()));
      default -> throw new AssertionError(exchange.operation());
    }
  }

  private static void read(StreamResponse<?> response) {
    try (response) {
      response.stream().forEach(event -> {});
    }
  }
}
