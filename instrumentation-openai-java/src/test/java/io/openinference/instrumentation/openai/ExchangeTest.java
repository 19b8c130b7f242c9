// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.conformance.ComparableJson;
import io.openinference.conformance.Exchange;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mapping records for each exchange what its files say. */
class ExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder()
          .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build())
          .build();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @ParameterizedTest
  @MethodSource("io.openinference.conformance.Exchange#all")
  void records(Exchange exchange) {
    String[] call = exchange.operation().split("\\.");
    record(exchange, Operations.find(call[0], call[1]));

    SpanData span = telemetry.spans().get(0);
    assertThat(span.getName()).isEqualTo(exchange.span().name());
    assertThat(attributes(span))
        .containsExactlyInAnyOrderEntriesOf(
            ComparableJson.ofAttributes(exchange.span().attributes()));
  }

  private <S extends OpenInferenceSpan<S>> void record(Exchange exchange, Operation<S> operation) {
    S span = operation.start(tracer, Context.root(), Host.of(exchange.baseUrl()));
    WireRequest request = new WireRequest(WireJson.parse(exchange.request()), tracer.config());
    operation.recordRequest(span, request);
    if (exchange.status() == 200) {
      Map<String, ?> response = response(exchange, operation);
      operation.recordResponse(span, request, response, WireJson.toJson(response));
    }
    span.end();
  }

  private static Map<String, ?> response(Exchange exchange, Operation<?> operation) {
    if (!exchange.streaming()) {
      return WireJson.parse(exchange.response());
    }
    StreamAccumulator accumulator = operation.accumulator();
    exchange.events().forEach(event -> accumulator.add(WireJson.parse(event)));
    return accumulator.response();
  }

  private static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return ComparableJson.ofAttributes(attributes);
  }
}
