// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.spi.StartedSpan;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans that nobody records: suppressed, sampled out or without an SDK. */
class UnrecordedSpansTest {

  private static final AttributeKey<String> KEY = AttributeKey.stringKey("acme.key");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.parentBased(Sampler.alwaysOff())).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final CountedReads content = new CountedReads();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void suppressionMakesNoSpanAndReadsNothing() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      String result = tracer.llm("ChatCompletion").call(this::recordAll);

      assertThat(result).isEqualTo("result");
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void samplingOutReadsNothing() {
    OpenInferenceTracer unsampled = OpenInferenceTracer.create(sampledOut.openTelemetry());

    assertThat(unsampled.llm("ChatCompletion").call(this::recordAll)).isEqualTo("result");
  }

  @Test
  void noSdkReadsNothing() {
    OpenInferenceTracer untraced = OpenInferenceTracer.create(OpenTelemetry.noop());

    assertThat(untraced.llm("ChatCompletion").call(this::recordAll)).isEqualTo("result");
  }

  @Test
  void aSpanThatIsNotRecordedTakesAnotherKindAndReadsNothing() {
    OpenInferenceTracer unsampled = OpenInferenceTracer.create(sampledOut.openTelemetry());
    OpenInferenceTracer untraced = OpenInferenceTracer.create(OpenTelemetry.noop());
    LlmSpan suppressed;
    try (Scope ignored = OpenInference.suppressTracing()) {
      suppressed = tracer.llm("call").startSpan();
    }

    assertTakesNoKind(unsampled, unsampled.llm("call").startSpan());
    assertTakesNoKind(untraced, untraced.llm("call").startSpan());
    assertTakesNoKind(tracer, suppressed);
    assertThat(telemetry.spans()).isEmpty();
  }

  private void assertTakesNoKind(OpenInferenceTracer tracer, LlmSpan started) {
    EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));

    assertThat(span.isRecording()).isFalse();
    assertThat(span.spanContext()).isEqualTo(started.spanContext());
    assertThat(span.parentContext()).isSameAs(started.parentContext());
    span.setAttributeLazily(KEY, content.supplier()).end();
    assertThat(content.count()).isZero();
  }

  @Test
  void anEndedSpanReadsNothing() {
    LlmSpan span = tracer.llm("ChatCompletion").startSpan();
    span.end();

    recordAll(span);

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(Map.of("openinference.span.kind", "LLM"));
  }

  @Test
  void aRecordedSpanReadsEverything() {
    tracer.llm("ChatCompletion").run(this::recordContent);

    assertThat(content.count()).isGreaterThanOrEqualTo(8);
  }

  private String recordAll(LlmSpan span) {
    assertThat(span.isRecording()).isFalse();
    recordContent(span);
    assertThat(content.count()).isZero();
    return "result";
  }

  private void recordContent(LlmSpan span) {
    span.setAttributeLazily(KEY, content.supplier())
        .inputJson(content.value())
        .outputJson(content.map())
        .metadata(content.map())
        .inputMessages(content.collection(Message.user("question")))
        .outputMessages(content.collection(Message.assistant("answer")))
        .tools(content.collection(ToolDefinition.ofJsonSchema("{}")))
        .recordException(content.exception());
  }

  @Test
  void suppressionEndsWithItsScope() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertThat(OpenInference.isTracingSuppressed(Context.current())).isTrue();
    }
    assertThat(OpenInference.isTracingSuppressed(Context.current())).isFalse();
    tracer.chain("step").startSpan().end();

    assertThat(telemetry.trace()).hasTree("CHAIN step");
  }

  @Test
  void suppressionFollowsTheContextToOtherThreads() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Scope ignored = OpenInference.suppressTracing()) {
      Context.taskWrapping(executor).submit(() -> tracer.chain("step").startSpan().end()).get();
    } finally {
      executor.shutdown();
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void suppressionLeavesTheOuterSpanCurrentAndOtherSpansAlone() {
    Tracer plain = telemetry.openTelemetry().getTracer("plain");
    tracer
        .chain("outer")
        .run(
            outer -> {
              try (Scope ignored = OpenInference.suppressTracing()) {
                tracer
                    .llm("suppressed")
                    .run(
                        span -> {
                          assertThat(span.spanContext().isValid()).isFalse();
                          assertThat(Span.current().getSpanContext())
                              .isEqualTo(outer.spanContext());
                          plain.spanBuilder("http").startSpan().end();
                        });
              }
            });

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN outer
              UNKNOWN http
            """);
  }

  @Test
  void suppressionIsThatOfTheParent() {
    Context suppressed;
    try (Scope ignored = OpenInference.suppressTracing()) {
      suppressed = Context.current();
      tracer.chain("free").setParent(Context.root()).startSpan().end();
    }
    tracer.chain("suppressed").setParent(suppressed).startSpan().end();

    assertThat(telemetry.trace()).hasTree("CHAIN free");
  }

  @Test
  void suppressionSilencesAnnotations() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      tracer
          .annotateSession("s-1")
          .annotations(List.of(Annotation.builder("tone").label("kind").build()));
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void aSampledOutSpanPassesItsDecisionOn() {
    OpenInferenceTracer unsampled = OpenInferenceTracer.create(sampledOut.openTelemetry());

    unsampled
        .chain("outer")
        .run(
            outer -> {
              assertThat(outer.isRecording()).isFalse();
              assertThat(outer.spanContext().isValid()).isTrue();
              assertThat(Span.current().getSpanContext()).isEqualTo(outer.spanContext());
              unsampled.llm("inner").run(inner -> assertThat(inner.isRecording()).isFalse());
            });
  }
}
