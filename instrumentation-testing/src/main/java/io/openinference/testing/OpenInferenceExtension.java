// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * JUnit extension that gives each test an OpenTelemetry that keeps its spans in memory.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();
 *
 * @Test
 * void answers() {
 *   new SupportBot(telemetry.openTelemetry()).answer("Where is my order?");
 *
 *   assertThat(telemetry.trace()).hasTree("""
 *       CHAIN answer
 *         LLM ChatCompletion
 *       """);
 * }
 * }</pre>
 *
 * <p>After each test, the extension fails the test if a span was started and not ended, if {@code
 * end()} was called again on an ended span, or if a context scope is still open on the test's
 * thread. The extension requires OpenTelemetry's strict context, which detects scopes that another
 * thread closed.
 *
 * <p>If a test fails, the extension shows its traces: by a link to a viewer that runs, else in a
 * file {@code target/traces/<test>.html} if {@code openinference-viewer} is on the class path, else
 * as text.
 *
 * <p>The extension forgets the spans of one test before the next test starts. A static extension
 * serves tests one after another and not in parallel.
 *
 * @since 0.1.0
 */
public final class OpenInferenceExtension implements BeforeEachCallback, AfterEachCallback {

  /** Returns an extension that samples every span, with OpenTelemetry's default limits. */
  public static OpenInferenceExtension create() {
    return builder().build();
  }

  /** Returns a builder of an extension. */
  public static OpenInferenceExtensionBuilder builder() {
    return new OpenInferenceExtensionBuilder();
  }

  private final RecordingSpanProcessor recording = new RecordingSpanProcessor();
  private final RepeatedEndWatch repeatedEnds = new RepeatedEndWatch();
  private final OpenTelemetrySdk openTelemetry;
  private final boolean global;
  private final boolean lenientContext;
  private final boolean allowRepeatedEnd;

  OpenInferenceExtension(OpenInferenceExtensionBuilder builder) {
    this.global = builder.global;
    this.lenientContext = builder.lenientContext;
    this.allowRepeatedEnd = builder.repeatedEnd;
    this.openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracerProvider(builder))
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
  }

  private SdkTracerProvider tracerProvider(OpenInferenceExtensionBuilder builder) {
    SdkTracerProviderBuilder provider =
        SdkTracerProvider.builder()
            .setSampler(builder.sampler)
            .setSpanLimits(builder.spanLimits)
            // First, so that a throwing processor of the test does not hide the span.
            .addSpanProcessor(recording);
    builder.spanProcessors.forEach(provider::addSpanProcessor);
    return provider.build();
  }

  /** Returns the OpenTelemetry to pass to the code under test. */
  public OpenTelemetrySdk openTelemetry() {
    return openTelemetry;
  }

  /** Returns the sampled and ended spans, in the order in which they ended. */
  public List<SpanData> spans() {
    return recording.finishedSpans();
  }

  /** Returns the traces of the ended spans, ordered by the start of their earliest span. */
  public List<Trace> traces() {
    return Trace.group(spans());
  }

  /**
   * Returns the single trace.
   *
   * @throws AssertionError if the ended spans belong to no trace or to several traces
   */
  public Trace trace() {
    List<Trace> traces = traces();
    if (traces.size() != 1) {
      throw new AssertionError(
          "Expected exactly one trace but found "
              + traces.size()
              + ":\n"
              + TraceTree.renderAll(traces));
    }
    return traces.get(0);
  }

  /**
   * Waits until at least {@code count} spans have ended, for at most 10 seconds.
   *
   * @return all ended spans, in the order in which they ended
   * @throws AssertionError if fewer spans have ended by then
   */
  public List<SpanData> awaitSpans(int count) {
    Duration patience = Patience.forArrival();
    if (!recording.awaitFinished(count, patience)) {
      List<SpanData> spans = spans();
      throw new AssertionError(
          "Expected "
              + count
              + " ended spans within "
              + patience.toSeconds()
              + " s but "
              + spans.size()
              + " ended: "
              + spans.stream().map(SpanData::getName).toList()
              + ". Still open: "
              + recording.openSpanNames());
    }
    return spans();
  }

  /** Forgets the ended spans. The check after the test still expects open spans to end. */
  public void clear() {
    recording.clearFinished();
  }

  /**
   * Prepares for a test.
   *
   * @throws AssertionError if strict context is off, or an earlier test left a scope open
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (!lenientContext) {
      ContextChecks.requireStrictContext();
    }
    recording.reset();
    repeatedEnds.start();
    if (global) {
      GlobalOpenTelemetry.resetForTest();
      GlobalOpenTelemetry.set(openTelemetry);
    }
    ContextChecks.requireRootContext("before the test");
  }

  /**
   * Checks what the test left open, and shows the traces of a test that failed.
   *
   * @throws AssertionError if a span is open or was ended again, or if a context scope is open
   */
  @Override
  public void afterEach(ExtensionContext context) {
    repeatedEnds.stop();
    if (global) {
      GlobalOpenTelemetry.resetForTest();
    }
    Failures failures = new Failures();
    failures.collect(() -> ContextChecks.requireRootContext("after the test"));
    failures.collect(this::requireNoOpenSpan);
    if (!allowRepeatedEnd) {
      failures.collect(repeatedEnds::requireNone);
    }
    if (failures.any() || hasFailed(context)) {
      new FailedTest(context).show(spans(), recording.openSpanNames());
    }
    failures.throwIfAny();
  }

  private static boolean hasFailed(ExtensionContext context) {
    return context
        .getExecutionException()
        .filter(exception -> !(exception instanceof TestAbortedException))
        .isPresent();
  }

  private void requireNoOpenSpan() {
    List<String> open = recording.openSpanNames();
    if (!open.isEmpty()) {
      throw new AssertionError("Spans were started but not ended: " + open);
    }
  }

  /**
   * Runs every check even after a failure, and throws the first failure with the others suppressed.
   */
  private static final class Failures {
    private final List<AssertionError> errors = new ArrayList<>();

    void collect(Runnable check) {
      try {
        check.run();
      } catch (AssertionError error) {
        errors.add(error);
      }
    }

    boolean any() {
      return !errors.isEmpty();
    }

    void throwIfAny() {
      if (!errors.isEmpty()) {
        AssertionError first = errors.get(0);
        errors.subList(1, errors.size()).forEach(first::addSuppressed);
        throw first;
      }
    }
  }
}
