// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing in a request or response can be trusted: each value of each exchange in turn is another
 * one than the API says, and the mapping goes on.
 */
class MalformedExchangeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static final Logger LOGGER = Logger.getLogger(TelemetryGuard.class.getName());

  private final TraceConfig config = TraceConfig.builder().build();
  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final List<LogRecord> faults = new ArrayList<>();
  private final Handler handler = new ListHandler(faults);

  @BeforeEach
  void watchGuard() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void forgetGuard() {
    LOGGER.removeHandler(handler);
  }

  static List<Exchange> exchanges() {
    return Exchange.all(Library.OPENAI);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void toleratesAnyTypeAnywhere(Exchange exchange) {
    tolerates(Mutations.ONE_OF_EACH_TYPE, exchange);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  @Tag("full")
  void toleratesAnyValueAnywhere(Exchange exchange) {
    tolerates(Mutations.WRONG, exchange);
  }

  private void tolerates(List<?> values, Exchange exchange) {
    String[] path = exchange.operation().split("\\.");
    Operation<?> operation = Operations.find(path[0], path[1]);

    Map<String, ?> body = WireJson.parse(exchange.request());
    Mutations.forEach(body, values, request -> record(operation, exchange, request, List.of()));
    for (String json : exchange.streaming() ? exchange.events() : List.of(exchange.response())) {
      Mutations.forEach(
          WireJson.parse(json),
          values,
          response -> record(operation, exchange, body, List.of(response)));
    }

    assertThat(faults).isEmpty();
  }

  private <S extends OpenInferenceSpan<S>> void record(
      Operation<S> operation,
      Exchange exchange,
      Map<String, ?> body,
      List<Map<String, ?>> responses) {
    S span =
        operation
            .spanBuilder(tracer, ModelOrigins.providerOf(exchange.baseUrl()))
            .startSpan(Context.root());
    WireExchange call =
        new WireExchange(new WireBody(body), new ContentMask(config, new OpenAIMessageShape()));
    try {
      operation.recordRequest(span, call);
      for (Map<String, ?> response : responses) {
        Map<String, ?> whole = response;
        if (exchange.streaming()) {
          StreamAccumulator accumulator = operation.accumulator(ContentBudget.open());
          accumulator.add(response);
          accumulator.add(response);
          whole = accumulator.response();
        }
        operation.recordResponse(span, call, whole, WireJson.toJson(whole));
      }
    } finally {
      span.end();
    }
  }

  private static final class ListHandler extends Handler {

    private final List<LogRecord> records;

    ListHandler(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
