// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Malformed exchanges of a library that sends them to a server over HTTP. */
abstract class AbstractExchangeFuzzTest {

  private final List<Sample> samples;
  private final StreamEncoding encoding;
  private StubServer server;
  private Telemetry telemetry;

  AbstractExchangeFuzzTest(List<Sample> samples, StreamEncoding encoding) {
    this.samples = samples;
    this.encoding = encoding;
  }

  /** How to call. */
  record Way(boolean isAsync, boolean isStream) {}

  /** Makes what is called, without tracing. */
  abstract void open(String baseUrl);

  abstract void close();

  /**
   * Makes a call.
   *
   * @param openTelemetry where the call is traced, or null for one that is not
   * @param seen takes what the application sees
   */
  abstract void call(
      Sample sample,
      Way way,
      Map<String, Object> request,
      OpenTelemetry openTelemetry,
      TraceConfig config,
      Consumer<Object> seen)
      throws Exception;

  /** Writes an event as the encoding wants it. */
  abstract String event(Sample sample, Object event);

  @BeforeProperty
  void start() {
    server = StubServer.start();
    telemetry = new Telemetry();
    open(server.baseUrl());
  }

  @AfterProperty
  void stop() {
    close();
    telemetry.close();
    server.close();
  }

  @Property
  void changedExchange(
      @ForAll("plain") Sample sample,
      @ForAll boolean isAsync,
      @ForAll("mutations") List<Mutation> inRequest,
      @ForAll("mutations") List<Mutation> inResponse,
      @ForAll("config") TraceConfig config) {
    Object request = Mutation.applyAll(inRequest, sample.request());
    String response = Corpus.write(Mutation.applyAll(inResponse, sample.response()));

    check(sample, new Way(isAsync, false), request, StubResponse.json(response), config);
  }

  @Property
  void changedEvents(
      @ForAll("streaming") Sample sample,
      @ForAll boolean isAsync,
      @ForAll("mutations") List<Mutation> inEvents,
      @ForAll("config") TraceConfig config) {
    Object changed = Mutation.applyAll(inEvents, sample.events());
    List<?> events = changed instanceof List<?> list ? list : Collections.singletonList(changed);
    String[] written = events.stream().map(event -> event(sample, event)).toArray(String[]::new);

    check(
        sample,
        new Way(isAsync, true),
        sample.request(),
        StubResponse.stream(encoding, written),
        config);
  }

  @Property
  void damagedBody(
      @ForAll("plain") Sample sample,
      @ForAll boolean isAsync,
      @ForAll("damages") List<Damage> damages) {
    byte[] body = Damage.applyAll(damages, Corpus.write(sample.response()).getBytes(UTF_8));

    check(
        sample,
        new Way(isAsync, false),
        sample.request(),
        StubResponse.of(200, "application/json", body),
        TraceConfig.builder().build());
  }

  @Property
  void damagedStream(
      @ForAll("streaming") Sample sample,
      @ForAll boolean isAsync,
      @ForAll("damages") List<Damage> damages) {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    sample.events().forEach(event -> body.writeBytes(encoding.encode(event(sample, event))));

    check(
        sample,
        new Way(isAsync, true),
        sample.request(),
        StubResponse.of(200, encoding.contentType(), Damage.applyAll(damages, body.toByteArray())),
        TraceConfig.builder().build());
  }

  private void check(
      Sample sample, Way way, Object request, StubResponse answer, TraceConfig config) {
    @SuppressWarnings("unchecked") // The names in a JSON object are strings.
    Map<String, Object> fields = request instanceof Map ? (Map<String, Object>) request : Map.of();
    server.handler(ignored -> answer);
    Outcome expected = outcome(sample, way, fields, null, config);

    var spans =
        telemetry.check(
            () ->
                assertThat(outcome(sample, way, fields, telemetry.openTelemetry(), config))
                    .isEqualTo(expected));

    assertThat(spans).hasSizeLessThanOrEqualTo(1 + sample.events().size());
    assertThat(spans).isNotEmpty();
  }

  private Outcome outcome(
      Sample sample,
      Way way,
      Map<String, Object> request,
      OpenTelemetry openTelemetry,
      TraceConfig config) {
    return Outcome.of(
        values -> {
          try {
            call(sample, way, request, openTelemetry, config, values);
          } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Provide
  Arbitrary<Sample> plain() {
    return Arbitraries.of(
        samples.stream().filter(sample -> sample.root().has("response")).toList());
  }

  @Provide
  Arbitrary<Sample> streaming() {
    return Arbitraries.of(samples.stream().filter(Sample::streams).toList());
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
}
