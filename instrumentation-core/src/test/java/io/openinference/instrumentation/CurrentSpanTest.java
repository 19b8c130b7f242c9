// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Code that was not handed its span reaches it through the context. */
class CurrentSpanTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension unsampled =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer =
      OpenInferenceTracer.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().hideInputs(true).build())
          .build();

  @Test
  void isTheInnermostSpanAndMasks() {
    tracer
        .agent("agent")
        .run(
            agent ->
                tracer
                    .tool("tool")
                    .run(
                        tool -> {
                          assertThat(OpenInferenceSpan.current()).isSameAs(tool);
                          OpenInferenceSpan.current().input("secret").output("shown");
                          if (OpenInferenceSpan.current() instanceof ToolSpan current) {
                            current.toolName("look_up");
                          }
                        }));

    assertThat(telemetry.spans().get(0))
        .hasName("tool")
        .hasAttribute("input.value", "__REDACTED__")
        .hasAttribute("output.value", "shown")
        .hasAttribute("tool.name", "look_up");
  }

  @Test
  void isStillTheOneAroundSpansOfOtherKinds() {
    ChainSpan chain = tracer.chain("chain").startSpan();
    Span http =
        telemetry
            .openTelemetry()
            .getTracer("plain")
            .spanBuilder("http")
            .setParent(chain.context())
            .startSpan();
    try (Scope ignored = chain.context().with(http).makeCurrent()) {
      assertThat(OpenInferenceSpan.current()).isSameAs(chain);
    }
    http.end();
    chain.end();
  }

  @Test
  void followsTheContextToOtherThreads() throws InterruptedException {
    ChainSpan chain = tracer.chain("chain").startSpan();
    Runnable code = () -> OpenInferenceSpan.current().userId("u-1");
    Thread thread = new Thread(chain.context().wrap(code));
    thread.start();
    thread.join();
    chain.end();

    assertThat(telemetry.trace().root()).hasAttribute("user.id", "u-1");
  }

  @Test
  void recordsNothingWhereThereIsNone() {
    OpenInferenceSpan<?> span = OpenInferenceSpan.current();

    assertThat(span.isRecording()).isFalse();
    assertThat(span.spanContext().isValid()).isFalse();
    span.input("a").metadata(Map.of("a", 1)).addEvent("event").end();
    try (Scope session = OpenInference.usingSession("s-1");
        Scope none = OpenInferenceSpan.current().makeCurrent()) {
      assertThat(ContextAttributes.current().sessionId()).isEqualTo("s-1");
    }
    assertThat(OpenInferenceSpan.fromContext(Context.root()).isRecording()).isFalse();
  }

  @Test
  void isNeverTheOuterSpanOfASpanThatIsNotRecorded() {
    OpenInferenceTracer off = OpenInferenceTracer.create(unsampled.openTelemetry());
    tracer
        .chain("outer")
        .run(
            () -> {
              off.tool("sampled out").run(() -> OpenInferenceSpan.current().userId("wrong"));
              try (Scope ignored = OpenInference.suppressTracing()) {
                tracer.tool("suppressed").run(() -> OpenInferenceSpan.current().userId("wrong"));
              }
              OpenInferenceSpan.current().userId("right");
            });

    assertThat(telemetry.trace().root()).hasName("outer").hasAttribute("user.id", "right");
  }
}
