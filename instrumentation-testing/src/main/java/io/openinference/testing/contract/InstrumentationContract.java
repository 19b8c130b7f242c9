// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.Garbage;
import io.openinference.testing.LogCapture;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every instrumentation: it changes nothing that an application sees, each call
 * makes one span, and the span ends once with the content that has arrived.
 *
 * <p>All tests run through each {@link Door} and in each {@link CallForm} of the library.
 *
 * <pre>{@code
 * class AcmeContractTest extends InstrumentationContract<AcmeClient> {
 *   AcmeContractTest() {
 *     super(new TracedAcme());
 *   }
 * }
 * }</pre>
 *
 * @param <C> what an application calls
 * @since 0.1.0
 */
@ParameterizedClass
@MethodSource("doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InstrumentationContract<C> extends StreamContract<C> {

  private static final int CALLS = 40;
  private static final int THREADS = 20;

  /** Returns the contract of a library. */
  protected InstrumentationContract(TracedLibrary<C> library) {
    super(library);
  }

  // All calls.

  @ParameterizedTest
  @MethodSource("forms")
  void aCallIsOneSpanBelowItsCaller(CallForm form) {
    answer(form);
    String expected = untraced(form);

    String seen = inCaller("caller", () -> traced(form).call(form, PROMPT));

    assertThat(seen).isEqualTo(expected).isEqualTo(ANSWER);
    SpanData span = callBelow(trace(), "caller");
    assertThat(span)
        .hasStatus(StatusCode.OK)
        .hasAttribute("openinference.span.kind", "LLM")
        .hasAttribute("llm.output_messages.0.message.content", ANSWER)
        .hasAttribute("llm.input_messages.0.message.content", PROMPT);
    assertThat(text(span, "input.value")).contains(PROMPT);
    assertThat(text(span, "output.value")).contains(SECOND);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theServerGetsTheSameRequest(CallForm form) {
    answer(form);
    untraced(form);

    traced(form).call(form, PROMPT);

    awaitSpans(1);
    assertThat(server().requests().stream().map(request -> request.bodyText()).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFailureReachesTheApplicationUnchanged(CallForm form) {
    server().handler(request -> StubResponse.json(500, "{\"error\":{\"message\":\"no fjord\"}}"));
    String expected = untraced(form);

    String seen = traced(form).outcome(form, PROMPT);

    assertThat(seen).isEqualTo(expected).isNotEqualTo(ANSWER);
    assertThat(awaitSpans(1))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(text(span, "input.value")).contains(PROMPT);
              assertThat(span.getEvents()).anyMatch(event -> event.getName().equals("exception"));
            });
  }

  @ParameterizedTest
  @MethodSource("forms")
  void suppressionLeavesNoSpan(CallForm form) {
    answer(form);

    String seen;
    try (Scope ignored = library.suppressTracing()) {
      seen = traced(form).call(form, PROMPT);
    }

    assertThat(seen).isEqualTo(ANSWER);
    assertThat(telemetry.spans()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theSessionReachesTheSpan(CallForm form) {
    answer(form);

    try (Scope ignored = library.usingSession("session-7")) {
      traced(form).call(form, PROMPT);
    }

    assertThat(awaitSpans(1).get(0)).hasAttribute("session.id", "session-7");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aCallBelowASpanThatIsNotRecordedIsItsChild(CallForm form) {
    answer(form);
    SpanContext unrecorded =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getDefault(),
            TraceState.getDefault());

    String seen;
    try (Scope ignored = Span.wrap(unrecorded).makeCurrent()) {
      seen = traced(form).call(form, PROMPT);
    }

    assertThat(seen).isEqualTo(ANSWER);
    assertThat(awaitSpans(1))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getTraceId()).isEqualTo(unrecorded.getTraceId());
              assertThat(span.getParentSpanId()).isEqualTo(unrecorded.getSpanId());
            });
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theContextAfterTheCallIsThatOfTheCaller(CallForm form) throws Exception {
    answer(form);
    Calls<C> calls = traced(form);
    Supplier<Boolean> isUnchanged =
        () -> {
          Context before = Context.current();
          calls.call(form, PROMPT);
          return Context.current() == before;
        };
    // A scope that stays open must not reach the next test.
    FutureTask<Boolean> task = new FutureTask<>(() -> inCaller("caller", isUnchanged));
    new Thread(task).start();

    assertThat(task.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsWithCallbacks")
  void aCallbackSeesTheContextOfTheCaller(CallForm form) {
    CountDownLatch isRegistered = new CountDownLatch(form == CallForm.STREAM ? 0 : 1);
    answer(form, isRegistered);
    Calls<C> calls = traced(form);
    Set<SpanContext> seen = ConcurrentHashMap.newKeySet();
    Span caller = telemetry.openTelemetry().getTracer("contract").spanBuilder("caller").startSpan();

    CompletableFuture<?> end;
    try (Scope ignored = caller.makeCurrent()) {
      end = calls.start(form, PROMPT, () -> seen.add(Span.current().getSpanContext()));
    }
    isRegistered.countDown();
    Calls.await(end);
    caller.end();

    assertThat(seen).containsExactly(caller.getSpanContext());
    callBelow(trace(), "caller");
  }

  @ParameterizedTest
  @MethodSource("hostileAnswers")
  void anAnswerThatIsWrongReachesTheApplicationUnchanged(HostileAnswer answer, CallForm form) {
    server().handler(request -> answer.to(library, form));
    String expected = untraced(form);

    String seen = traced(form).outcome(form, PROMPT);

    // Not isEqualTo, which would print megabytes.
    assertThat(seen.equals(expected)).as("'%.200s' instead of '%.200s'", seen, expected).isTrue();
    awaitSpans(1);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfWrappingDoors")
  void aClientThatIsWrappedTwiceMakesOneSpan(CallForm form) {
    answer(form);
    C once = tracedClient(form);

    new Calls<>(library, library.wrap(once, telemetry.openTelemetry(), false)).call(form, PROMPT);

    awaitSpans(1);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void equalCallsAtTheSameTimeHaveTheirOwnParents(CallForm form) throws Exception {
    answer(form);
    Calls<C> calls = traced(form);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String caller = "caller " + i;
      answers.add(threads.submit(() -> inCaller(caller, () -> calls.call(form, PROMPT))));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(ANSWER);
    }
    threads.shutdown();

    awaitSpans(2 * CALLS);
    assertThat(telemetry.spans()).hasSize(2 * CALLS);
    assertThat(telemetry.traces())
        .hasSize(CALLS)
        .allSatisfy(trace -> callBelow(trace, trace.root().getName()));
  }

  // Hidden content, calls that nobody records, and faults.

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfWrap")
  void whatIsHiddenIsNowhereInTheSpan(CallForm form) {
    answer(form);
    C client = client(server(), form);

    String seen =
        new Calls<>(library, library.wrap(client, telemetry.openTelemetry(), true))
            .call(form, PROMPT);

    assertThat(seen).isEqualTo(ANSWER);
    assertThat(awaitSpans(1).get(0).toString())
        .doesNotContain("fjord")
        .doesNotContain("1,308")
        .doesNotContain("metres");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfWrap")
  void theMessageOfAFailureIsHidden(CallForm form) {
    server().handler(request -> StubResponse.json(500, "{\"error\":{\"message\":\"no fjord\"}}"));
    C client = client(server(), form);

    new Calls<>(library, library.wrap(client, telemetry.openTelemetry(), true))
        .outcome(form, PROMPT);

    SpanData span = awaitSpans(1).get(0);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.toString()).doesNotContain("fjord");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfWrap")
  void aCallThatIsNotSampledGoesOn(CallForm form) {
    answer(form);
    OpenTelemetrySdk unsampled =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build())
            .build();
    C client = client(server(), form);

    assertThat(new Calls<>(library, library.wrap(client, unsampled, false)).call(form, PROMPT))
        .isEqualTo(ANSWER);
    assertThat(telemetry.spans()).isEmpty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("faults")
  void aFaultOfTelemetryStaysAwayFromTheApplication(
      TelemetryPlace place, Fault fault, CallForm form) {
    aFaultStaysAway(place, fault, form);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("faultsInEachForm")
  @Tag("full")
  void aFaultOfTelemetryStaysAwayInEachForm(TelemetryPlace place, Fault fault, CallForm form) {
    aFaultStaysAway(place, fault, form);
  }

  private void aFaultStaysAway(TelemetryPlace place, Fault fault, CallForm form) {
    answer(form);
    FaultyTelemetry faulty = FaultyTelemetry.of(FaultInjection.at(place, fault));
    C client = client(server(), form);
    String expected = new Calls<>(library, client).outcome(form, PROMPT);
    C wrapped = library.wrap(client, faulty.openTelemetry(), false);

    try (LogCapture log = LogCapture.of("io.openinference")) {
      String seen = new Calls<>(library, wrapped).outcome(form, PROMPT);

      assertThat(seen).isEqualTo(expected);
      Garbage.collectUntil(() -> faulty.ended() == faulty.started());
      assertThat(log.messages()).doesNotHaveDuplicates();
      assertThat(log.records())
          .allSatisfy(
              record ->
                  assertThat(record.getMessage() + record.getThrown())
                      .doesNotContain(Fault.SECRET));
    }
  }

  // The door itself.

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfInstrument")
  void aDoorThatIsClosedLeavesNoSpanAndOpensAgain(CallForm form) {
    answer(form);
    C client = client(server(), form);
    Calls<C> calls = new Calls<>(library, client);

    closeDoor();
    try {
      assertThat(calls.call(form, PROMPT)).isEqualTo(ANSWER);
      assertThat(telemetry.spans()).isEmpty();
    } finally {
      openDoor();
    }

    assertThat(calls.call(form, PROMPT)).isEqualTo(ANSWER);
    awaitSpans(1);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("formsOfPairs")
  void aCallThroughTwoDoorsOfTwoOpenTelemetriesIsOneSpan(CallForm form) {
    answer(form);
    FaultyTelemetry other = FaultyTelemetry.of(FaultInjection.nowhere());
    C client = client(server(), form);

    C wrapped = library.wrap(client, other.openTelemetry(), false);
    assertThat(new Calls<>(library, wrapped).call(form, PROMPT)).isEqualTo(ANSWER);

    awaitThat(() -> other.ended() + telemetry.spans().size() > 0);
    assertThat(other.started() + telemetry.spans().size()).isEqualTo(1);
  }
}
