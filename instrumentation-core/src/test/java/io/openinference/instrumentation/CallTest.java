// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;
import static io.openinference.testing.OpenInferenceAssertions.catchThrowable;

import io.openinference.semconv.ExceptionAttributes;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new Exception(),
        new AssertionError("error"),
        new StackOverflowError(),
        new OutOfMemoryError("thrown by the application"),
        new InterruptedException("interrupted"),
        new NoClassDefFoundError("gone"),
        new Throwable("neither exception nor error"));
  }

  @Test
  void returnsTheResultAndEndsTheSpan() {
    Object result = new Object();

    assertThat(tracer.chain("step").<Object, RuntimeException>call(span -> result))
        .isSameAs(result);
    assertThat(tracer.chain("step").<Object, RuntimeException>call(() -> result)).isSameAs(result);
    assertThat(tracer.chain("step").<Object, RuntimeException>call(() -> null)).isNull();

    assertThat(telemetry.spans())
        .hasSize(3)
        .allSatisfy(span -> assertThat(span).hasStatus(StatusCode.OK).hasNoEvents());
  }

  @Test
  void makesTheSpanCurrentWhileTheCodeRuns() {
    tracer
        .chain("outer")
        .run(
            outer -> {
              assertThat(Span.current().getSpanContext()).isEqualTo(outer.spanContext());
              tracer.tool("inner").run(() -> {});
              assertThat(Span.current().getSpanContext()).isEqualTo(outer.spanContext());
            });

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    assertThat(telemetry.trace()).hasTree("CHAIN outer\n  TOOL inner");
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void passesOnAndRecordsWhatTheCodeThrows(Throwable thrown) {
    assertThatThrownBy(
            () ->
                tracer
                    .chain("call")
                    .call(
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThatThrownBy(
            () ->
                tracer
                    .chain("run")
                    .run(
                        () -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);

    String type = thrown.getClass().getName();
    String description = thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    assertThat(thrown.getSuppressed()).isEmpty();
    assertThat(telemetry.spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasStatus(StatusCode.ERROR)
                    .hasStatusDescription(description)
                    .hasException(thrown.getClass()));
  }

  @Test
  void recordsTypeMessageAndStackTrace() {
    IOException thrown = new FileNotFoundException("prompt.txt");

    catchThrowable(
        () ->
            tracer
                .chain("step")
                .run(
                    () -> {
                      throw thrown;
                    }));

    EventData event = telemetry.trace().root().getEvents().get(0);
    Attributes attributes = event.getAttributes();
    assertThat(event.getName()).isEqualTo("exception");
    assertThat(attributes.size()).isEqualTo(3);
    assertThat(attributes.get(ExceptionAttributes.EXCEPTION_TYPE))
        .isEqualTo("java.io.FileNotFoundException");
    assertThat(attributes.get(ExceptionAttributes.EXCEPTION_MESSAGE)).isEqualTo("prompt.txt");
    assertThat(attributes.get(ExceptionAttributes.EXCEPTION_STACKTRACE))
        .startsWith("java.io.FileNotFoundException: prompt.txt")
        .contains("at " + CallTest.class.getName());
  }

  @Test
  void recordsNestedExceptionsByTheirCanonicalName() {
    catchThrowable(() -> tracer.chain("step").run(CallTest::throwNested));

    assertThat(telemetry.trace().root())
        .hasException("io.openinference.instrumentation.CallTest.NestedException");
  }

  private static void throwNested() {
    throw new NestedException();
  }

  @Test
  void recordsAnExceptionOnEverySpanThatItPasses() {
    catchThrowable(
        () -> tracer.chain("outer").run(() -> tracer.llm("inner").run(CallTest::throwNested)));

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN outer !
              LLM inner !
            """);
  }

  @Test
  void aSpanWhoseCodeThrewIsAnErrorWhateverTheCodeSaid() {
    catchThrowable(
        () ->
            tracer
                .chain("step")
                .run(
                    span -> {
                      span.setStatus(StatusCode.OK, null);
                      throwNested();
                    }));

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.ERROR);
  }

  @Test
  void codeMayEndItsSpanItself() {
    String result =
        tracer
            .chain("step")
            .call(
                span -> {
                  span.output("early").end();
                  return "result";
                });

    assertThat(result).isEqualTo("result");
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "early");
  }

  @Test
  void keepsTheInterruptOfTheThread() {
    try {
      tracer.chain("step").run(() -> Thread.currentThread().interrupt());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aBuilderMayStartSeveralSpans() {
    OpenInferenceSpanBuilder<ChainSpan> builder = tracer.chain("step");
    builder.run(() -> {});
    builder.run(() -> {});

    assertThat(telemetry.traces()).hasSize(2);
  }

  private static final class NestedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
