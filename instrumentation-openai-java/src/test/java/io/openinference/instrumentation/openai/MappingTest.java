// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.conformance.RecordedSpans;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mapping of calls that cannot be replayed on each release: the whole set of attributes. */
class MappingTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder()
          .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
          .build();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  static List<Exchange> exchanges() {
    return Exchange.all(Library.OPENAI).stream()
        .filter(exchange -> !Replay.isPossible(exchange))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void records(Exchange exchange) {
    String[] path = exchange.operation().split("\\.");
    record(exchange, Operations.find(path[0], path[1]));

    SpanData span = telemetry.spans().get(0);
    assertThat(span.getName()).isEqualTo(exchange.span().name());
    RecordedSpans.verifyAttributes(span, exchange.span());
  }

  private <S extends OpenInferenceSpan<S>> void record(Exchange exchange, Operation<S> operation) {
    S span =
        operation
            .spanBuilder(tracer, ModelOrigins.providerOf(exchange.baseUrl()))
            .startSpan(Context.root());
    WireExchange call =
        new WireExchange(
            new WireBody(WireJson.parse(exchange.request())),
            new ContentMask(tracer.config(), new OpenAIMessageShape()));
    operation.recordRequest(span, call);
    if (exchange.status() == 200) {
      Map<String, ?> response = response(exchange, operation);
      operation.recordResponse(span, call, response, WireJson.toJson(response));
    }
    span.end();
  }

  private static Map<String, ?> response(Exchange exchange, Operation<?> operation) {
    if (!exchange.streaming()) {
      return WireJson.parse(exchange.response());
    }
    StreamAccumulator accumulator = operation.accumulator(ContentBudget.open());
    exchange.events().forEach(event -> accumulator.add(WireJson.parse(event)));
    return accumulator.response();
  }
}
