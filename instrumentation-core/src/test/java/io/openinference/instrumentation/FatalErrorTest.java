// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error that the JVM does not survive reaches the application, also from telemetry work. */
class FatalErrorTest {

  private static final InternalError FATAL = new InternalError("of telemetry work");
  private static final AttributeKey<String> KEY = AttributeKey.stringKey("acme.key");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @ParameterizedTest
  @MethodSource("fatalWork")
  void reachesTheApplication(Consumer<LlmSpan> work) {
    assertThatThrownBy(() -> tracer.llm("ChatCompletion").run(work::accept)).isSameAs(FATAL);

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(InternalError.class);
  }

  static Stream<Consumer<LlmSpan>> fatalWork() {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw FATAL;
          }
        };
    List<Message> list =
        new AbstractList<>() {
          @Override
          public Message get(int index) {
            throw FATAL;
          }

          @Override
          public int size() {
            return 1;
          }
        };
    Map<String, Object> map =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw FATAL;
          }
        };
    RuntimeException exception =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw FATAL;
          }
        };
    return Stream.of(
        span ->
            span.setAttributeLazily(
                KEY,
                () -> {
                  throw FATAL;
                }),
        span -> span.inputJson(value),
        span -> span.inputMessages(list),
        span -> Document.builder().metadata(map),
        span -> span.recordException(exception));
  }

  @Test
  void reachesTheApplicationAtTheStart() {
    InMemorySpans spans =
        InMemorySpans.with(
            provider ->
                provider.addSpanProcessor(
                    new OnStartProcessor() {
                      @Override
                      public void onStart(Context parentContext, ReadWriteSpan span) {
                        throw FATAL;
                      }
                    }));

    assertThatThrownBy(
            () -> OpenInferenceTracer.create(spans.openTelemetry()).chain("step").startSpan())
        .isSameAs(FATAL);
  }
}
