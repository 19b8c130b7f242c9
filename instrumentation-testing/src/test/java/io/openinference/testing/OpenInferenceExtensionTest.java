// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class OpenInferenceExtensionTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      // The fixtures end spans again on this thread.
      OpenInferenceExtension.builder().allowRepeatedEnd().build();

  private final Tracer tracer = telemetry.openTelemetry().getTracer("test");

  @Test
  void keepsSpansInTheOrderTheyEnd() {
    Span outer = tracer.spanBuilder("outer").startSpan();
    tracer.spanBuilder("inner").setParent(Context.root().with(outer)).startSpan().end();
    outer.end();

    assertThat(telemetry.spans()).extracting(SpanData::getName).containsExactly("inner", "outer");
    assertThat(telemetry.trace().root().getName()).isEqualTo("outer");
  }

  @Test
  void startsEachTestWithoutSpans() {
    assertThat(telemetry.spans()).isEmpty();
    assertThat(telemetry.traces()).isEmpty();
  }

  @Test
  void clearForgetsEndedSpansAndStillTakesThoseThatEndLater() {
    tracer.spanBuilder("ended").startSpan().end();
    Span open = tracer.spanBuilder("open").startSpan();

    telemetry.clear();
    open.end();

    assertThat(telemetry.spans()).extracting(SpanData::getName).containsExactly("open");
  }

  @Test
  void traceFailsWithoutATrace() {
    assertThatThrownBy(telemetry::trace)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exactly one trace but found 0");
  }

  @Test
  void traceFailsWithSeveralTracesAndShowsThem() {
    tracer.spanBuilder("first").startSpan().end();
    tracer.spanBuilder("second").startSpan().end();

    assertThatThrownBy(telemetry::trace)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("found 2", "UNKNOWN first", "UNKNOWN second");
    assertThat(telemetry.traces())
        .extracting(trace -> trace.root().getName())
        .containsExactly("first", "second");
  }

  @Test
  void tracesStandByTheStartOfTheirEarliestSpan() {
    for (int second = 2; second > 0; second--) {
      tracer
          .spanBuilder("started at " + second)
          .setStartTimestamp(second, TimeUnit.SECONDS)
          .startSpan()
          .end();
    }

    assertThat(telemetry.traces())
        .extracting(trace -> trace.root().getName())
        .containsExactly("started at 1", "started at 2");
  }

  @Test
  void awaitsSpansThatEndOnAnotherThread() throws Exception {
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> tracer.spanBuilder("async").startSpan().end());

    assertThat(telemetry.awaitSpans(1)).extracting(SpanData::getName).containsExactly("async");
    work.get();
  }

  @Test
  void awaitSpansFailsAtOnceWhenInterruptedAndNamesEndedAndOpenSpans() {
    tracer.spanBuilder("ended").startSpan().end();
    Span open = tracer.spanBuilder("open").startSpan();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> telemetry.awaitSpans(2))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("Expected 2 ended spans", "1 ended: [ended]", "open: [open]");
    assertThat(Thread.interrupted()).isTrue();
    open.end();
  }

  @Test
  void passesTestsThatLeaveNothingBehind() {
    assertThat(failuresOf(ExtensionFixtures.WellBehaved.class)).isEmpty();
  }

  @Test
  void failsOnSpansThatWereNotEnded() {
    assertThat(failuresOf(ExtensionFixtures.LeavesSpansOpen.class))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("Spans were started but not ended: [forgotten, forgotten too]"));
  }

  @Test
  void failsOnScopeLeftOpenAndLetsTheNextTestStartClean() {
    assertThat(failuresOf(ExtensionFixtures.LeavesScopeOpen.class))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure)
                  .isInstanceOf(AssertionError.class)
                  .hasMessageStartingWith("A context scope was left open on thread");
              assertThat(failure.getCause().getStackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("first"));
            });
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void failsOnScopeLeftOpenBeforeTheTest() {
    Scope leaked = Context.root().with(Span.getInvalid()).makeCurrent();
    try {
      assertThat(failuresOf(ExtensionFixtures.WellBehaved.class))
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("before the test"));
    } finally {
      leaked.close();
    }
  }

  @Test
  void failsOnSpanThatWasEndedTwiceAndShowsWhere() {
    assertThat(failuresOf(ExtensionFixtures.EndsSpanTwice.class))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure).hasMessageContaining("end() was called 1 time(s)");
              assertThat(failure.getCause().getStackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("endsTwice"));
            });
  }

  @Test
  void leavesTheLoggerAsItWas() {
    Logger logger = Logger.getLogger("io.opentelemetry.sdk.trace.SdkSpan");
    int handlers = logger.getHandlers().length;
    Level level = logger.getLevel();

    failuresOf(ExtensionFixtures.WellBehaved.class);

    assertThat(logger.getHandlers()).hasSize(handlers);
    assertThat(logger.getLevel()).isEqualTo(level);
  }

  @Test
  void reportsAllThatATestLeftBehind() {
    assertThat(failuresOf(ExtensionFixtures.LeavesEverything.class))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure).hasMessageContaining("scope was left open");
              assertThat(failure.getSuppressed())
                  .extracting(Throwable::getMessage)
                  .satisfiesExactly(
                      message -> assertThat(message).contains("not ended"),
                      message -> assertThat(message).contains("already ended"));
            });
  }

  @Test
  void lenienceCanBeAskedForRepeatedEnd() {
    assertThat(failuresOf(ExtensionFixtures.EndsSpanTwiceByPermission.class)).isEmpty();
  }

  @Test
  void demandsStrictContextAndNamesTheProperty() {
    withoutStrictContext(
        () ->
            assertThat(failuresOf(ExtensionFixtures.WellBehaved.class))
                .singleElement()
                .satisfies(
                    failure ->
                        assertThat(failure)
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(
                                "-Dio.opentelemetry.context.enableStrictContext=true")));
  }

  @Test
  void lenienceCanBeAskedForContext() {
    withoutStrictContext(() -> assertThat(failuresOf(ExtensionFixtures.Lenient.class)).isEmpty());
  }

  @Test
  void ignoresSpansOfAnEarlierTestThatEndLate() {
    assertThat(failuresOf(ExtensionFixtures.EndsSpanOfEarlierTest.class))
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("not ended: [late]"));
  }

  @Test
  void setsTheGlobalOpenTelemetryForTheTestOnly() {
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(OpenTelemetry.noop());

    assertThat(failuresOf(ExtensionFixtures.UsesGlobal.class)).isEmpty();

    GlobalOpenTelemetry.getTracer("test").spanBuilder("after").startSpan().end();
    assertThat(ExtensionFixtures.UsesGlobal.telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("global");
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void appliesSamplerLimitsAndProcessors() {
    RecordingSpanProcessor processor = new RecordingSpanProcessor();
    OpenInferenceExtension limited =
        OpenInferenceExtension.builder()
            .spanLimits(SpanLimits.builder().setMaxNumberOfAttributes(1).build())
            .addSpanProcessor(processor)
            .build();
    Span span = limited.openTelemetry().getTracer("test").spanBuilder("span").startSpan();
    span.setAttribute("a", 1).setAttribute("b", 2).end();

    assertThat(limited.spans().get(0).getAttributes().size()).isEqualTo(1);
    assertThat(processor.finishedSpans()).hasSize(1);

    OpenInferenceExtension off =
        OpenInferenceExtension.builder().setGlobal(false).sampler(Sampler.alwaysOff()).build();
    off.openTelemetry().getTracer("test").spanBuilder("dropped").startSpan().end();
    assertThat(off.spans()).isEmpty();
  }

  private static List<Throwable> failuresOf(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(OpenInferenceExtensionTest::failure)
        .toList();
  }

  private static Throwable failure(Event failed) {
    return failed.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static void withoutStrictContext(Runnable action) {
    String property = ContextChecks.STRICT_CONTEXT_PROPERTY;
    String before = System.clearProperty(property);
    try {
      action.run();
    } finally {
      System.setProperty(property, before);
    }
  }
}
