// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.provider.Arguments;

/** A library behind one of its doors, and the server that it calls. */
abstract class ContractFixture<C> {

  static final String PROMPT = "How deep is the fjord?";
  static final String FIRST = "It is 1,308 ";
  static final String SECOND = "metres deep.";
  static final String ANSWER = FIRST + SECOND;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 1_000_000;

  /** Keeps the spans of a test. */
  @RegisterExtension
  protected final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(Door.ofRun().isAgent()).build();

  final TracedLibrary<C> library;

  /** Libraries close a client that nothing refers to any more, also during a call. */
  private final Collection<C> clients = new ConcurrentLinkedQueue<>();

  private Runnable turnOff = () -> {};
  private @Nullable StubServer server;

  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  @Parameter
  Door door;

  ContractFixture(TracedLibrary<C> library) {
    this.library = library;
  }

  static Stream<Door> doors() {
    return Door.allOfRun().stream();
  }

  Stream<CallForm> forms() {
    return library.forms().stream().sorted();
  }

  /** The settings of a process are those of its environment, and it has one OpenTelemetry. */
  Stream<CallForm> formsOfWrap() {
    return door == Door.WRAP ? forms() : Stream.empty();
  }

  Stream<CallForm> formsOfWrappingDoors() {
    return door.isWrapping() ? forms() : Stream.empty();
  }

  Stream<CallForm> formsOfInstrument() {
    return door == Door.INSTRUMENT ? forms() : Stream.empty();
  }

  /** Where a client is wrapped with an OpenTelemetry of its own in a process that is traced. */
  Stream<CallForm> formsOfPairs() {
    return door.isWrapping() && door != Door.WRAP ? forms() : Stream.empty();
  }

  Stream<CallForm> formsWithCallbacks() {
    return forms()
        .filter(form -> form != CallForm.SYNC)
        .filter(form -> form == CallForm.STREAM || library.passesContextToCallbacks(door));
  }

  Stream<CallForm> streams() {
    return forms().filter(CallForm::isStream);
  }

  Stream<CallForm> pulled() {
    return forms().filter(form -> form == CallForm.STREAM);
  }

  Stream<CallForm> pushed() {
    return forms().filter(form -> form == CallForm.ASYNC_STREAM);
  }

  Stream<CallForm> futures() {
    return forms().filter(form -> form == CallForm.ASYNC);
  }

  Stream<Arguments> faults() {
    return FaultRows.inTurn(List.of(TelemetryPlace.values()), formsOfWrap().toList());
  }

  Stream<Arguments> faultsInEachForm() {
    return FaultRows.all(List.of(TelemetryPlace.values()), formsOfWrap().toList());
  }

  Stream<Arguments> hostileAnswers() {
    return Stream.of(HostileAnswer.values())
        .flatMap(answer -> forms().map(form -> Arguments.of(answer, form)));
  }

  /** Once for a door, because to weave and restore the classes of a library takes a second. */
  @BeforeParameterizedClassInvocation
  final void openDoor() {
    if (door.isInstrumenting()) {
      turnOff = library.instrument(telemetry.openTelemetry());
    }
  }

  @AfterParameterizedClassInvocation
  final void closeDoor() {
    turnOff.run();
    turnOff = () -> {};
  }

  @BeforeEach
  void startServer() {
    server = StubServer.start();
  }

  @AfterEach
  void stopServer() {
    server().close();
  }

  /** A fault may switch a library off for the whole process. Each later test would see no span. */
  @AfterEach
  void requireThatCallsAreStillTraced() {
    CallForm form = forms().findFirst().orElseThrow();
    telemetry.clear();
    try (StubServer another = StubServer.start()) {
      another.handler(request -> response(form));
      new Calls<>(library, tracedClient(form, another)).outcome(form, PROMPT);
    }
    if (form == CallForm.SYNC) {
      assertThat(telemetry.spans()).as("spans of a call after the test").isNotEmpty();
    } else {
      awaitSpans(1);
    }
  }

  final StubServer server() {
    StubServer started = server;
    if (started == null) {
      throw new IllegalStateException("The server has not been started.");
    }
    return started;
  }

  final Calls<C> traced(CallForm form) {
    return new Calls<>(library, tracedClient(form));
  }

  final C tracedClient(CallForm form) {
    return tracedClient(form, server());
  }

  private C tracedClient(CallForm form, StubServer to) {
    C client = client(to, form);
    return door.isWrapping() ? library.wrap(client, telemetry.openTelemetry(), false) : client;
  }

  final C client(StubServer to, CallForm form) {
    C client = library.client(to.baseUrl(), form);
    clients.add(client);
    return client;
  }

  /** Returns what the application sees of the call without tracing. */
  final String untraced(CallForm form) {
    try (Scope ignored = library.suppressTracing()) {
      return new Calls<>(library, client(server(), form)).outcome(form, PROMPT);
    }
  }

  /** Lets the server answer. */
  final void answer(CallForm form) {
    answer(form, new CountDownLatch(0));
  }

  /** Lets the server answer, when the latch has counted down. */
  final void answer(CallForm form, CountDownLatch latch) {
    server().handler(request -> response(form).after(latch));
  }

  private StubResponse response(CallForm form) {
    return form.isStream()
        ? StubResponse.stream(library.encoding(), allEvents().toArray(String[]::new))
        : library.answer(ANSWER);
  }

  private List<String> allEvents() {
    List<String> events = new ArrayList<>(library.firstEvents());
    events.add(library.partEvent(FIRST));
    events.add(library.partEvent(SECOND));
    events.addAll(library.lastEvents());
    return events;
  }

  /** Answers with a stream that has brought the first part. */
  final SseStream beginStream() {
    SseStream events = SseStream.create(library.encoding());
    library.firstEvents().forEach(events::emit);
    events.emit(library.partEvent(FIRST));
    server().enqueue(StubResponse.sse(events));
    return events;
  }

  /** Answers with streams that bring the first part and break. */
  final void breakStreams() {
    server()
        .handler(
            request -> {
              SseStream events = SseStream.create(library.encoding());
              library.firstEvents().forEach(events::emit);
              events.emit(library.partEvent(FIRST));
              library.breakStream(events);
              return StubResponse.sse(events);
            });
  }

  final <T> T inCaller(String name, Supplier<T> code) {
    Span caller = telemetry.openTelemetry().getTracer("contract").spanBuilder(name).startSpan();
    try (Scope ignored = caller.makeCurrent()) {
      return code.get();
    } finally {
      caller.end();
    }
  }

  final List<SpanData> awaitSpans(int count) {
    return telemetry.awaitSpans(count);
  }

  static void awaitThat(BooleanSupplier condition) {
    Instant end = Instant.now().plus(TIMEOUT);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  final Trace trace() {
    awaitSpans(2);
    return telemetry.trace();
  }

  /** Returns the one span below the caller. */
  static SpanData callBelow(Trace trace, String caller) {
    SpanData root = trace.root();
    assertThat(root.getName()).isEqualTo(caller);
    List<SpanData> others =
        trace.spans().stream().filter(span -> !span.getSpanId().equals(root.getSpanId())).toList();
    assertThat(others).hasSize(1);
    assertThat(others.get(0).getParentSpanId()).isEqualTo(root.getSpanId());
    return others.get(0);
  }

  static void assertPartial(SpanData span, StatusCode... statuses) {
    assertThat(span.getStatus().getStatusCode()).isIn((Object[]) statuses);
    assertThat(text(span, "llm.output_messages.0.message.content"))
        .isEqualToIgnoringWhitespace(FIRST);
    assertThat(text(span, "output.value")).contains("1,308");
  }

  static String text(SpanData span, String key) {
    Object value = span.getAttributes().get(AttributeKey.stringKey(key));
    return value == null ? "" : value.toString();
  }
}
