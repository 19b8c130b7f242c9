// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.instrumentation.spi.StartedSpan;
import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.Cleaner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpanLifecycleTest {

  private static final int THREADS = 8;
  private static final ContextKey<String> KEY = ContextKey.named("key");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void startingASpanDoesNotMakeItCurrent() {
    ChainSpan span = tracer.chain("step").startSpan();

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    assertThat(span.isRecording()).isTrue();
    assertThat(span.parentContext()).isSameAs(Context.root());
    assertThat(Span.fromContext(span.context()).getSpanContext()).isEqualTo(span.spanContext());

    span.end();
    assertThat(span.isRecording()).isFalse();
    assertThat(telemetry.trace().root().getSpanContext()).isEqualTo(span.spanContext());
  }

  @Test
  void aStartedSpanTakesAnotherKind() {
    LlmSpan started = tracer.llm("call").startSpan();
    started.input("Hello");

    EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));
    assertThat(span.spanContext()).isEqualTo(started.spanContext());
    assertThat(span.isRecording()).isTrue();
    span.modelName("m").embeddings(List.of(EmbeddedText.of("Hello"))).end();
    started.end();

    assertThat(telemetry.trace()).hasTree("EMBEDDING CreateEmbeddings");
    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EMBEDDING",
                "input.value", "Hello",
                "input.mime_type", "text/plain",
                "embedding.model_name", "m",
                "embedding.embeddings.0.embedding.text", "Hello"));
  }

  @Test
  void aSpanThatTookAnotherKindIsAnOrdinaryParent() {
    ChainSpan outer = tracer.chain("outer").startSpan();
    Context parent = outer.context();
    LlmSpan started = tracer.llm("call").startSpan(parent);
    EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));
    assertThat(span.parentContext()).isSameAs(parent);

    tracer.tool("child").startSpan(span.context()).end();
    tracer.tool("sibling").startSpan(span.parentContext()).end();
    Context other = StartedSpan.of(started).with(KEY, "value");
    tracer.tool("other").startSpan(other).end();
    span.end();
    outer.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN outer
              EMBEDDING CreateEmbeddings
                TOOL child
              TOOL sibling
              TOOL other
            """);
  }

  @Test
  void aStartedSpanThatHasEndedTakesNothing() {
    LlmSpan started = tracer.llm("call").startSpan();
    started.end();

    EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));
    span.modelName("m").end();

    assertThat(span.isRecording()).isFalse();
    assertThat(telemetry.trace()).hasTree("LLM call");
    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(attributes("openinference.span.kind", "LLM"));
  }

  @Test
  void aStartedSpanMayEndWhileItTakesAnotherKind() throws Exception {
    for (int i = 0; i < 200; i++) {
      LlmSpan started = tracer.llm("call").startSpan();
      CompletableFuture<Void> end = CompletableFuture.runAsync(started::end);
      tracer.embedding().startSpan(StartedSpan.of(started)).end();
      end.get();
    }

    // The extension fails on a second end.
    assertThat(telemetry.spans()).hasSize(200);
  }

  @Test
  void spansNestUnderTheCurrentOne() {
    ChainSpan outer = tracer.chain("outer").startSpan();
    try (Scope ignored = outer.makeCurrent()) {
      tracer.llm("inner").startSpan().end();
      telemetry.openTelemetry().getTracer("plain").spanBuilder("http").startSpan().end();
    }
    tracer.chain("unrelated").startSpan().end();
    outer.end();

    assertThat(telemetry.traces()).hasSize(2);
    assertThat(telemetry.traces().get(0))
        .hasTree(
            """
            CHAIN outer
              LLM inner
              UNKNOWN http
            """);
  }

  @Test
  void aSpanIsAValueOfTheContext() {
    ChainSpan outer = tracer.chain("outer").startSpan();
    tracer.llm("inner").setParent(Context.root().with(outer)).startSpan().end();
    outer.end();

    assertThat(telemetry.trace()).hasTree("CHAIN outer\n  LLM inner");
  }

  @Test
  void theParentMayBeGivenTakenAwayOrLeft() {
    tracer
        .chain("outer")
        .run(
            outer -> {
              tracer.tool("given").setParent(outer.parentContext()).startSpan().end();
              tracer.tool("none").setNoParent().startSpan().end();
              tracer.tool("current").setParent(null).startSpan().end();
            });

    List<SpanData> spans = telemetry.spans();
    assertThat(spans.get(0)).hasName("given").hasNoParent();
    assertThat(spans.get(1)).hasName("none").hasNoParent();
    assertThat(spans.get(2)).hasName("current").hasParent(spans.get(3));
  }

  @Test
  void linksAndTimesMayBeGiven() {
    SpanContext target = tracer.chain("target").call(span -> span.spanContext());
    telemetry.clear();
    Instant start = Instant.ofEpochSecond(1_000, 5);
    Instant end = Instant.ofEpochSecond(1_001);

    tracer.chain("step").addLink(target).setStartTimestamp(start).startSpan().end(end);

    SpanData span = telemetry.spans().get(0);
    assertThat(span.getLinks()).extracting(LinkData::getSpanContext).containsExactly(target);
    assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1_000) + 5);
    assertThat(span.getEndEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1_001));
  }

  @Test
  void missingLinksAndTimesAreIgnored() {
    Instant noTime = null;
    tracer.chain("step").addLink(null).setStartTimestamp(noTime).startSpan().end(noTime);

    assertThat(telemetry.trace().root().getLinks()).isEmpty();
  }

  @Test
  void aSpanEndsOnceWhoeverEndsIt() throws Exception {
    ChainSpan span = tracer.chain("step").startSpan();
    CountDownLatch start = new CountDownLatch(1);
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      ends.add(
          CompletableFuture.runAsync(
              () -> {
                awaitUninterruptibly(start);
                span.end();
                span.endExceptionally(new IllegalStateException("late"));
                span.end(Instant.now());
              }));
    }
    start.countDown();
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get();

    // The extension fails on a second end.
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void whatComesAfterTheEndIsIgnored() {
    LlmSpan span = tracer.llm("ChatCompletion").startSpan();
    span.output("in time");
    span.end();

    span.output("late")
        .sessionId("late")
        .outputMessages(List.of(Message.assistant("late")))
        .addEvent("late")
        .setStatus(StatusCode.ERROR, "late")
        .recordException(new IllegalStateException("late"))
        .tokenCount(TokenCount.of(1, 1));

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "LLM",
                "output.value", "in time",
                "output.mime_type", "text/plain"));
  }

  @Test
  void aSpanMayEndOnAnotherThreadThanItStarted() throws Exception {
    ChainSpan span = tracer.chain("step").startSpan();

    Thread thread = new Thread(() -> span.output("from afar").end());
    thread.start();
    thread.join();

    assertThat(telemetry.trace().root()).hasAttribute("output.value", "from afar");
  }

  @Test
  void aSpanMayEndWithWhatItBelongsTo() {
    ChainSpan span = tracer.chain("step").startSpan();
    registerGarbage(span);

    Garbage.collect();

    assertThat(telemetry.awaitSpans(1).get(0)).hasAttribute("output.value", "so far");
  }

  private static void registerGarbage(ChainSpan span) {
    span.endWhenUnreachable(new Object(), () -> span.output("so far"));
  }

  @Test
  void whatItBelongsToMayEndItBefore() {
    ChainSpan span = tracer.chain("step").startSpan();
    List<String> calls = new ArrayList<>();
    Cleaner.Cleanable end = span.endWhenUnreachable(new Object(), () -> calls.add("before end"));

    end.clean();
    end.clean();

    assertThat(calls).containsExactly("before end");
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void nothingIsReadAtTheEndOfASpanThatNobodyRecords() {
    ChainSpan span;
    try (Scope ignored = OpenInference.suppressTracing()) {
      span = tracer.chain("step").startSpan();
    }
    List<String> calls = new ArrayList<>();

    span.endWhenUnreachable(new Object(), () -> calls.add("before end")).clean();

    assertThat(calls).isEmpty();
  }

  @Test
  void settersMayBeCalledFromManyThreads() throws Exception {
    LlmSpan span = tracer.llm("ChatCompletion").startSpan();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      AttributeKey<Long> own = AttributeKey.longKey("acme.writer." + i);
      List<Message> messages = List.of(Message.user("from " + i), Message.user("and " + i));
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n <= 100; n++) {
                  span.setAttribute(own, n).output("shared").inputMessages(messages);
                }
              }));
    }
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get();
    span.end();

    SpanData recorded = telemetry.trace().root();
    for (int i = 0; i < THREADS; i++) {
      assertThat(recorded).hasAttribute("acme.writer." + i, 100);
    }
    // One writer's list as a whole, whichever was last.
    String first = recorded.getAttributes().get(messageContent(0));
    String second = recorded.getAttributes().get(messageContent(1));
    assertThat(first).startsWith("from ");
    assertThat(second).isEqualTo(first.replace("from", "and"));
    assertThat(recorded.getAttributes().size()).isEqualTo(1 + THREADS + 2 + 4);
  }

  @Test
  void endsWhereItsListsAreFatal() {
    RetrieverSpan span = tracer.retriever("search").startSpan();
    span.documents(List.of(Document.builder().metadata(Map.of("key", new Fatal())).build()));

    assertThatThrownBy(span::end).isSameAs(FatalEnd.ERROR);

    assertThat(telemetry.trace().root()).isEnded();
  }

  @Test
  void endsWhereItsExceptionIsFatal() {
    ChainSpan span = tracer.chain("step").startSpan();

    assertThatThrownBy(() -> span.endExceptionally(new Fatal())).isSameAs(FatalEnd.ERROR);

    assertThat(telemetry.trace().root()).isEnded().hasStatus(StatusCode.UNSET);
  }

  @Test
  void endsWhereTheWorkBeforeItsEndIsFatal() {
    ChainSpan span = tracer.chain("step").startSpan();
    Cleaner.Cleanable end =
        span.endWhenUnreachable(
            this,
            () -> {
              throw FatalEnd.ERROR;
            });

    assertThatThrownBy(end::clean).isSameAs(FatalEnd.ERROR);

    assertThat(telemetry.trace().root()).isEnded();
  }

  /** Throws what the guard lets through wherever it is read. */
  private static final class Fatal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw FatalEnd.ERROR;
    }

    @Override
    public String toString() {
      throw FatalEnd.ERROR;
    }
  }

  private static AttributeKey<String> messageContent(int index) {
    return AttributeKey.stringKey("llm.input_messages." + index + ".message.content");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
