// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import io.openinference.conformance.Exchange;
import io.openinference.fuzzing.CannedTransport.Answer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The application sees the same with and without tracing, and the span is valid. */
class OpenAIFuzzTest {

  private final CannedTransport transport = new CannedTransport();
  private final OpenAIClient unwrapped = transport.client();
  private Telemetry telemetry;

  @BeforeProperty
  void start() {
    telemetry = new Telemetry();
  }

  @AfterProperty
  void stop() {
    telemetry.close();
  }

  @Property
  void anyRequestAndResponse(
      @ForAll("endpoints") Endpoint endpoint,
      @ForAll("ways") int way,
      @ForAll("objects") Map<String, Object> request,
      @ForAll("json") Object response,
      @ForAll("statuses") int status,
      @ForAll Reading reading) {
    Endpoint.Call call = endpoint.calls().get(way);
    check(call, request, json(status, response), reading);
  }

  @Property
  void changedExchange(
      @ForAll("plain") Exchange exchange,
      @ForAll("ways") int way,
      @ForAll("mutations") List<Mutation> inRequest,
      @ForAll("mutations") List<Mutation> inResponse,
      @ForAll("config") TraceConfig config) {
    Map<String, Object> request = object(Mutation.applyAll(inRequest, parse(exchange.request())));
    Object response = Mutation.applyAll(inResponse, parse(exchange.response()));

    check(call(exchange, way), request, json(200, response), Reading.TO_THE_END, config);
  }

  @Property
  void changedEvents(
      @ForAll("streaming") Exchange exchange,
      @ForAll("ways") int way,
      @ForAll("mutations") List<Mutation> inEvents,
      @ForAll("config") TraceConfig config,
      @ForAll Reading reading) {
    List<Object> events = exchange.events().stream().map(Corpus::parse).toList();
    Object changed = Mutation.applyAll(inEvents, events);
    List<?> written = changed instanceof List<?> list ? list : Collections.singletonList(changed);
    String body = events(written) + "data: [DONE]\n\n";

    check(
        call(exchange, way),
        object(parse(exchange.request())),
        new Answer(200, "text/event-stream", bytes(body)),
        reading,
        config);
  }

  @Property
  void anyEvents(
      @ForAll("streams") Endpoint endpoint,
      @ForAll("ways") int way,
      @ForAll("objects") Map<String, Object> request,
      @ForAll("events") List<Object> events,
      @ForAll Reading reading) {
    check(
        endpoint.streams().get(way),
        request,
        new Answer(200, "text/event-stream", bytes(events(events))),
        reading);
  }

  @Property
  void damagedBody(
      @ForAll("known") Exchange exchange,
      @ForAll("ways") int way,
      @ForAll("damages") List<Damage> damages,
      @ForAll("statuses") int status,
      @ForAll Reading reading) {
    byte[] body = Damage.applyAll(damages, bytes(exchange.response()));
    String type = exchange.streaming() ? "text/event-stream" : "application/json";

    check(
        call(exchange, way),
        object(parse(exchange.request())),
        new Answer(status, type, body),
        reading);
  }

  private void check(
      Endpoint.Call call, Map<String, Object> request, Answer answer, Reading reading) {
    check(call, request, answer, reading, TraceConfig.builder().build());
  }

  private void check(
      Endpoint.Call call,
      Map<String, Object> request,
      Answer answer,
      Reading reading,
      TraceConfig config) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    request.forEach((name, value) -> fields.put(name, JsonValue.from(value)));
    OpenAIClient wrapped =
        OpenAIInstrumentor.builder(telemetry.openTelemetry())
            .config(config)
            .build()
            .wrap(unwrapped);
    transport.answer(answer);
    Outcome expected = outcome(call, unwrapped, fields, reading);

    var spans =
        telemetry.check(
            () -> assertThat(outcome(call, wrapped, fields, reading)).isEqualTo(expected));

    assertThat(spans).hasSize(1);
    assertThat(transport.requests().stream().distinct().count()).isLessThanOrEqualTo(1);
  }

  private static Outcome outcome(
      Endpoint.Call call, OpenAIClient client, Map<String, JsonValue> fields, Reading reading) {
    return Outcome.of(values -> reading.read(call.call(client, fields), values));
  }

  private static Endpoint.Call call(Exchange exchange, int way) {
    Endpoint endpoint = endpoint(exchange);
    return (exchange.streaming() ? endpoint.streams() : endpoint.calls()).get(way);
  }

  private static Endpoint endpoint(Exchange exchange) {
    return Endpoint.ALL.stream()
        .filter(endpoint -> exchange.operation().startsWith(endpoint.service() + "."))
        .findFirst()
        .orElse(null);
  }

  private static Answer json(int status, Object tree) {
    return new Answer(status, "application/json", bytes(Corpus.write(tree)));
  }

  private static String events(List<?> events) {
    return events.stream()
        .flatMap(event -> Stream.of(type(event), "data: ", Corpus.write(event), "\n\n"))
        .collect(Collectors.joining());
  }

  /** Names the type of an event where the Responses API does. */
  private static String type(Object event) {
    return event instanceof Map<?, ?> map
            && map.get("type") instanceof String type
            && type.startsWith("response.")
        ? "event: " + type.replaceAll("[\r\n]", " ") + "\n"
        : "";
  }

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> object(Object tree) {
    return tree instanceof Map ? (Map<String, Object>) tree : Map.of();
  }

  private static Object parse(String json) {
    return Corpus.parse(json);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Endpoint> endpoints() {
    return Arbitraries.of(Endpoint.ALL);
  }

  @Provide
  Arbitrary<Endpoint> streams() {
    return Arbitraries.of(Endpoint.ALL.stream().filter(e -> !e.streams().isEmpty()).toList());
  }

  @Provide
  Arbitrary<Integer> ways() {
    return Arbitraries.integers().between(0, 2);
  }

  @Provide
  Arbitrary<Exchange> known() {
    return Arbitraries.oneOf(exchanges(true), exchanges(false));
  }

  @Provide
  Arbitrary<Exchange> plain() {
    return exchanges(false);
  }

  @Provide
  Arbitrary<Exchange> streaming() {
    return exchanges(true);
  }

  private static Arbitrary<Exchange> exchanges(boolean streaming) {
    return Arbitraries.of(
        Corpus.EXCHANGES.stream()
            .filter(exchange -> exchange.streaming() == streaming && endpoint(exchange) != null)
            .toList());
  }

  @Provide
  Arbitrary<Object> json() {
    return RandomData.json();
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return RandomData.jsonObject();
  }

  @Provide
  Arbitrary<List<Object>> events() {
    return Arbitraries.oneOf(RandomData.jsonObject().map(Object.class::cast), RandomData.json())
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Mutation.some();
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Damage.some();
  }

  @Provide
  Arbitrary<TraceConfig> config() {
    return Configs.any();
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.frequency(
        Tuple.of(6, 200), Tuple.of(1, 204), Tuple.of(1, 400), Tuple.of(1, 500));
  }
}
