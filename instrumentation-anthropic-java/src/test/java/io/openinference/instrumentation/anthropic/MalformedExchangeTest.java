// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.anthropic.AnthropicMessageShape;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmProvider;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing in a request or response can be trusted: each value of each exchange in turn is another
 * one than the API says, and the mapping goes on.
 */
class MalformedExchangeTest {

  private static final List<Object> WRONG =
      Arrays.asList(
          null, "", "[{", 7, -1, 1e300, true, List.of(), Map.of(), List.of(1, "a"), listOfNull());

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final ContentMask shown =
      new ContentMask(TraceConfig.builder().build(), new AnthropicMessageShape());
  private final ContentMask hidden =
      new ContentMask(
          TraceConfig.builder().hideInputText(true).hideOutputText(true).build(),
          new AnthropicMessageShape());

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void toleratesAnyValueAnywhere(Scenario scenario) {
    Map<String, ?> request = WireJson.parse(scenario.request());
    Map<String, ?> answer = WireJson.parse(scenario.answer());
    try (LogCapture faults = LogCapture.of(TelemetryGuard.class)) {
      mutate(request, wrong -> record(wrong, answer));
      mutate(answer, wrong -> record(request, wrong));

      assertThat(faults.messages()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void toleratesAnyEvent(Scenario scenario) {
    if (scenario.toString().startsWith("malformed")) {
      return;
    }
    Map<String, ?> request = WireJson.parse(scenario.request());
    String[] events = Events.of(scenario.answer());
    Operation<?> operation = Operations.find("messages", "createStreaming");
    try (LogCapture faults = LogCapture.of(TelemetryGuard.class)) {
      for (int i = 0; i < events.length; i++) {
        int place = i;
        mutate(
            WireJson.parse(events[i]),
            wrong -> {
              StreamAccumulator stream = operation.accumulator(ContentBudget.open());
              for (int j = 0; j < events.length; j++) {
                stream.add(j == place ? wrong : WireJson.parse(events[j]));
              }
              record(request, stream.response());
            });
      }

      assertThat(faults.messages()).isEmpty();
    }
  }

  private void record(Map<String, ?> request, Map<String, ?> answer) {
    record(Operations.find("messages", "create"), request, answer, shown);
    record(Operations.find("messages", "create"), request, answer, hidden);
  }

  private <S extends OpenInferenceSpan<S>> void record(
      Operation<S> operation, Map<String, ?> request, Map<String, ?> answer, ContentMask mask) {
    S span = operation.spanBuilder(tracer, LlmProvider.ANTHROPIC).startSpan(Context.root());
    WireExchange exchange = new WireExchange(new WireBody(request), mask);
    try {
      operation.recordRequest(span, exchange);
      operation.recordResponse(span, exchange, answer, WireJson.toJson(answer));
    } finally {
      span.end();
    }
  }

  /** Gives the consumer a copy of the object for each place and each wrong value. */
  @SuppressWarnings("unchecked") // A copy of a map is a map.
  private static void mutate(Map<String, ?> root, Consumer<Map<String, ?>> consumer) {
    mutateValue(root, value -> consumer.accept((Map<String, ?>) value));
  }

  private static void mutateValue(Object value, Consumer<Object> consumer) {
    if (value instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        Consumer<Object> put =
            child -> {
              Map<Object, Object> copy = new LinkedHashMap<>(map);
              copy.put(key, child);
              consumer.accept(copy);
            };
        WRONG.forEach(put);
        mutateValue(map.get(key), put);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        int index = i;
        Consumer<Object> put =
            child -> {
              List<Object> copy = new ArrayList<>(list);
              copy.set(index, child);
              consumer.accept(copy);
            };
        WRONG.forEach(put);
        mutateValue(list.get(i), put);
      }
    }
  }

  private static List<Object> listOfNull() {
    return Arrays.asList((Object) null);
  }
}
