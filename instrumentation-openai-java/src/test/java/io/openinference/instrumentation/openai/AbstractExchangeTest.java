// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.errors.OpenAIException;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.instrumentation.TraceConfig;
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
    return Exchange.all(Library.OPENAI).stream().filter(Replay::isPossible).toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void makesTheSpan(Exchange exchange) {
    try {
      replay(client(exchange, telemetry.openTelemetry())).run(exchange);
    } catch (OpenAIException e) {
      // The exchange holds what the span says of the failure.
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
        .config(exchange.configure(TraceConfig.builder()).build())
        .build()
        .wrap(new OpenAIClientImpl(options));
  }
}
