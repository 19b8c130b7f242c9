// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.catchThrowable;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.PrintWriter;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of telemetry work, and of foreign code that it calls, stay away from the application. */
class FaultsTest {

  private static final String SECRET = "secret-4711";
  private static final AttributeKey<String> KEY = AttributeKey.stringKey("acme.key");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private LogCapture log;

  @BeforeEach
  void captureLog() {
    log = LogCapture.of(TelemetryGuard.class);
  }

  @AfterEach
  void logsNoContent() {
    log.close();
    assertThat(log.records())
        .allSatisfy(
            record -> {
              assertThat(record.getMessage()).doesNotContain(SECRET);
              assertThat(String.valueOf(record.getThrown())).doesNotContain(SECRET);
            });
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException(SECRET),
        new AssertionError(SECRET),
        new StackOverflowError(SECRET),
        new OutOfMemoryError(SECRET),
        new NoSuchMethodError(SECRET),
        new ExceptionInInitializerError(SECRET));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void ofALazyValue(Throwable fault) {
    String result =
        tracer
            .chain("step")
            .call(
                span -> {
                  span.setAttributeLazily(KEY, throwing(fault)).output("answer");
                  return "result";
                });

    assertThat(result).isEqualTo("result");
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", "answer")
        .doesNotHaveAttribute(KEY);
  }

  @Test
  void ofWhatIsWrittenAsJson() {
    Object overflowing =
        new Object() {
          @Override
          public String toString() {
            return "again " + this;
          }
        };
    try (Scope ignored = OpenInference.usingMetadata(Map.of("key", overflowing))) {
      tracer.chain("step").run(span -> span.inputJson(List.of(overflowing)));
    }

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasAttribute("metadata", "{\"key\":\"...\"}")
        .hasAttribute("input.value", "[\"...\"]");
  }

  @Test
  void ofListsAndMapsThatCannotBeRead() {
    List<Object> broken =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public int size() {
            throw new IllegalStateException(SECRET);
          }
        };
    Map<String, Object> brokenMap =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException(SECRET);
          }
        };
    try (Scope ignored = OpenInference.usingMetadata(brokenMap)) {
      tracer
          .llm("ChatCompletion")
          .run(
              span ->
                  span.inputMessages(cast(broken))
                      .tags(cast(broken))
                      .annotations(AnnotationScope.SPAN, cast(broken))
                      .outputMessages(
                          List.of(
                              Message.builder("assistant")
                                  .content("answer")
                                  .contents(cast(broken))
                                  .build())));
    }

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.output_messages.0.message.content", "answer")
        .hasNoAttributeStartingWith("llm.input_messages")
        .hasNoAttributeStartingWith("metadata");
  }

  @Test
  void ofAnExceptionWhoseMessageFails() {
    for (Throwable fault : faults().toList()) {
      RuntimeException thrown =
          new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
              return throwing(fault).get();
            }
          };

      assertThatThrownByChain(thrown);

      assertThat(telemetry.spans().get(0))
          .hasStatus(StatusCode.ERROR)
          .hasStatusDescription(thrown.getClass().getName())
          .hasException(thrown.getClass().getName());
      telemetry.clear();
    }
  }

  @Test
  void ofAnExceptionWhoseStackTraceFails() {
    RuntimeException thrown =
        new RuntimeException("message") {
          private static final long serialVersionUID = 1L;

          @Override
          public void printStackTrace(PrintWriter writer) {
            throw new IllegalStateException(SECRET);
          }
        };

    assertThatThrownByChain(thrown);

    assertThat(telemetry.trace().root())
        .hasStatusDescription(thrown.getClass().getName() + ": message")
        .hasException(thrown.getClass().getName());
  }

  private void assertThatThrownByChain(RuntimeException thrown) {
    Throwable caught =
        catchThrowable(
            () ->
                tracer
                    .chain("step")
                    .run(
                        () -> {
                          throw thrown;
                        }));
    assertThat(caught == thrown).isTrue();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void ofASpanProcessorAtTheStart(Throwable fault) {
    InMemorySpans spans =
        InMemorySpans.with(
            provider ->
                provider.addSpanProcessor(
                    new OnStartProcessor() {
                      @Override
                      public void onStart(Context parentContext, ReadWriteSpan span) {
                        throwing(fault).get();
                      }
                    }));

    assertThat(callAll(spans)).isEqualTo("result");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void ofASpanProcessorAtTheEnd(Throwable fault) {
    List<Boolean> ended = new ArrayList<>();
    InMemorySpans spans =
        InMemorySpans.with(
            provider ->
                provider.addSpanProcessor(
                    new SpanProcessor() {
                      @Override
                      public void onStart(Context parentContext, ReadWriteSpan span) {}

                      @Override
                      public boolean isStartRequired() {
                        return false;
                      }

                      @Override
                      public void onEnd(ReadableSpan span) {
                        ended.add(span.hasEnded());
                        throwing(fault).get();
                      }

                      @Override
                      public boolean isEndRequired() {
                        return true;
                      }
                    }));

    assertThat(callAll(spans)).isEqualTo("result");
    assertThat(ended).containsExactly(true, true, true, true);
  }

  @Test
  void ofASampler() {
    Sampler broken =
        new Sampler() {
          @Override
          public SamplingResult shouldSample(
              Context parentContext,
              String traceId,
              String name,
              SpanKind spanKind,
              Attributes attributes,
              List<LinkData> parentLinks) {
            throw new IllegalStateException(SECRET);
          }

          @Override
          public String getDescription() {
            return "broken";
          }
        };

    assertThat(callAll(InMemorySpans.with(provider -> provider.setSampler(broken))))
        .isEqualTo("result");
  }

  /** Runs code through all lambda forms, four spans, and returns its result. */
  private static String callAll(InMemorySpans spans) {
    OpenInferenceTracer faulty = OpenInferenceTracer.create(spans.openTelemetry());
    assertThat(faulty.chain("async").callAsync(() -> CompletableFuture.completedFuture(1)))
        .isCompletedWithValue(1);
    assertThat(faulty.chain("iterator").callIterator(span -> List.of(1).iterator()))
        .toIterable()
        .containsExactly(1);
    assertThat(faulty.chain("stream").callStream(span -> Stream.of(1)).toList()).containsExactly(1);
    return faulty.chain("call").call(() -> "result");
  }

  @Test
  void ofTheContextStorage() throws Exception {
    String result;
    try (AutoCloseable broken = FaultyContextStorage.breakOnThisThread();
        Scope session = OpenInference.usingSession("s-1");
        Scope all = ContextAttributes.builder().userId("u-1").build().makeCurrent();
        Scope suppressed = OpenInference.suppressTracing()) {
      assertThat(List.of(session, all, suppressed)).doesNotContainNull();
      result = tracer.chain("step").call(() -> "result");
      tracer.chain("async").callAsync(() -> CompletableFuture.completedFuture(1)).join();
    }

    assertThat(result).isEqualTo("result");
    assertThat(telemetry.spans())
        .hasSize(2)
        .allSatisfy(span -> assertThat(span).hasStatus(StatusCode.OK));
  }

  @Test
  void ofTheContextStorageAtTheEndOfAScope() throws Exception {
    AutoCloseable[] broken = new AutoCloseable[1];
    try (Scope session = OpenInference.usingSession("s-1")) {
      tracer.chain("step").run(() -> broken[0] = FaultyContextStorage.breakOnThisThread());
    } finally {
      broken[0].close();
    }

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void ofACallbackOfAnInstrumentation() {
    ChainSpan span = tracer.chain("step").startSpan();

    CompletableFuture<Integer> future =
        span.endWhenComplete(
            CompletableFuture.completedFuture(1),
            result -> {
              throw new IllegalStateException(SECRET);
            });

    assertThat(future).isCompletedWithValue(1);
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void ofAFutureThatFailsToBeCancelled() {
    CompletableFuture<Integer> source =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            throw new IllegalStateException(SECRET);
          }
        };

    CompletableFuture<Integer> future = tracer.chain("step").callAsync(() -> source);

    assertThat(future.cancel(true)).isTrue();
    assertThat(telemetry.spans()).hasSize(1);
  }

  /** The messages are read when the span ends. */
  @Test
  void ofAListThatThereIsNoMemoryFor() {
    Object unreadable =
        new Object() {
          @Override
          public String toString() {
            throw new OutOfMemoryError(SECRET);
          }
        };
    RetrieverSpan span = tracer.retriever("search").startSpan();
    span.output("answer")
        .documents(List.of(Document.builder().metadata(Map.of("key", unreadable)).build()));

    span.end();

    assertThat(telemetry.trace().root())
        .isEnded()
        .hasStatus(StatusCode.OK)
        .hasAttribute("output.value", "answer");
  }

  private static Supplier<String> throwing(Throwable fault) {
    return () -> {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    };
  }

  @SuppressWarnings("unchecked")
  private static <E> List<E> cast(List<?> elements) {
    return (List<E>) elements;
  }
}
