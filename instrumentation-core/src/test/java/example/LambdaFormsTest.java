// SPDX-License-Identifier: Apache-2.0
package example;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TracedIterator;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Code as users write it. That it compiles without casts, type arguments and needless try blocks is
 * half of the test; most methods declare no checked exception for that reason.
 */
class LambdaFormsTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  private String text() {
    return "text";
  }

  private void nothing() {}

  private void record(ChainSpan span) {
    span.output("recorded");
  }

  private String describe(ChainSpan span) {
    return span.isRecording() ? "recorded" : "not recorded";
  }

  private String read() throws IOException {
    throw new IOException("cannot read");
  }

  private CompletionStage<String> stage() {
    return CompletableFuture.completedStage("text");
  }

  @Test
  void methodReferences() {
    tracer.chain("step").run(this::nothing);
    tracer.chain("step").run(this::text);
    tracer.chain("step").run(this::record);
    String result = tracer.chain("step").call(this::text);
    String description = tracer.chain("step").call(this::describe);
    CompletableFuture<String> future = tracer.chain("step").callAsync(this::stage);

    assertThat(result).isEqualTo("text");
    assertThat(description).isEqualTo("recorded");
    assertThat(future.join()).isEqualTo("text");
    assertThat(telemetry.spans()).hasSize(6);
  }

  @Test
  void lambdas() {
    tracer.chain("step").run(() -> nothing());
    tracer.chain("step").run(span -> span.input("question").output("answer"));
    tracer
        .chain("step")
        .run(
            span -> {
              span.input("question");
              nothing();
            });
    int number = tracer.chain("step").call(span -> 3);
    List<String> list = tracer.chain("step").call(() -> List.of("a"));
    String block =
        tracer
            .chain("step")
            .call(
                span -> {
                  if (span.isRecording()) {
                    return text();
                  }
                  throw new IllegalStateException("not recorded");
                });
    String nothing = tracer.chain("step").call(() -> null);

    assertThat(number).isEqualTo(3);
    assertThat(list).containsExactly("a");
    assertThat(block).isEqualTo("text");
    assertThat(nothing).isNull();
  }

  @Test
  void nested() {
    String answer =
        tracer
            .agent("answer")
            .call(
                agent -> {
                  List<String> found =
                      tracer
                          .retriever("search")
                          .call(
                              search -> {
                                List<String> texts = List.of("a", "b");
                                search.documents(texts.stream().map(Document::of).toList());
                                return texts;
                              });
                  return tracer.llm("chat").call(() -> tracer.tool("count").call(found::size) + "");
                });

    assertThat(answer).isEqualTo("2");
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT answer
              RETRIEVER search
              LLM chat
                TOOL count
            """);
  }

  @Test
  void blocksThatAlwaysThrow() {
    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .run(
                        () -> {
                          throw new IllegalStateException("run");
                        }))
        .hasMessage("run");
    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .call(
                        span -> {
                          throw new IllegalStateException("call");
                        }))
        .hasMessage("call");
    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .callAsync(
                        () -> {
                          throw new IllegalStateException("callAsync");
                        }))
        .hasMessage("callAsync");
  }

  @Test
  void checkedExceptionsAreThoseOfTheCode() {
    try {
      tracer.chain("step").call(() -> read());
    } catch (IOException e) {
      assertThat(e).hasMessage("cannot read");
    }
    try {
      tracer.chain("step").run(span -> read());
    } catch (IOException e) {
      assertThat(e).hasMessage("cannot read");
    }
    try {
      String text =
          tracer
              .chain("step")
              .call(
                  span -> {
                    if (span.isRecording()) {
                      throw new TimeoutException("too late");
                    }
                    return read();
                  });
      assertThat(text).isNull();
    } catch (Exception e) {
      assertThat(e).isInstanceOf(TimeoutException.class);
    }
    assertThat(telemetry.spans()).hasSize(3);
  }

  @Test
  void codeThatThrowsAnything() throws Throwable {
    MethodHandle length =
        MethodHandles.lookup()
            .findVirtual(String.class, "length", MethodType.methodType(int.class));

    Object result = tracer.chain("step").call(() -> length.invoke("four"));

    assertThat(result).isEqualTo(4);
  }

  @Test
  void codeAtHand() throws Exception {
    Runnable runnable = this::nothing;
    Callable<String> callable = this::text;
    Supplier<String> supplier = this::text;

    tracer.chain("step").run(runnable::run);
    assertThat(tracer.chain("step").call(callable::call)).isEqualTo("text");
    assertThat(tracer.chain("step").call(supplier::get)).isEqualTo("text");
  }

  @Test
  void asynchronousForms() throws Exception {
    CompletableFuture<String> supplied =
        tracer.chain("step").callAsync(() -> CompletableFuture.supplyAsync(this::text));
    CompletableFuture<Integer> composed =
        tracer
            .chain("step")
            .callAsync(
                span -> {
                  span.input("question");
                  return stage().thenApply(String::length);
                });
    TracedIterator<String> iterator =
        tracer.chain("step").callIterator(span -> List.of("a").iterator());
    Stream<String> stream = tracer.chain("step").callStream(span -> Stream.of("a"));
    try (SubmissionPublisher<String> source = new SubmissionPublisher<>()) {
      Flow.Publisher<String> publisher = tracer.chain("step").callPublisher(span -> source);
      assertThat(publisher).isNotNull();
    }

    assertThat(supplied.get(10, TimeUnit.SECONDS)).isEqualTo("text");
    assertThat(composed.join()).isEqualTo(4);
    assertThat(iterator).toIterable().containsExactly("a");
    assertThat(stream.toList()).containsExactly("a");
  }

  @Test
  void everyFormComesWithoutTheSpan() throws Exception {
    TracedIterator<String> iterator =
        tracer.chain("iterator").callIterator(() -> List.of("a").iterator());
    iterator.forEachRemaining(element -> assertThat(element).isEqualTo("a"));
    try (Stream<String> stream = tracer.chain("stream").callStream(() -> Stream.of("a"))) {
      assertThat(stream).containsExactly("a");
    }
    tracer.chain("future").callAsync(this::stage).get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> tracer.chain("failing").callIterator(() -> failing()))
        .isInstanceOf(IOException.class);

    assertThat(telemetry.spans())
        .extracting(SpanData::getName)
        .containsExactly("iterator", "stream", "future", "failing");
  }

  private static Iterator<String> failing() throws IOException {
    throw new IOException("cannot read");
  }

  @Test
  void attributesOfEveryType() {
    AttributeKey<String> text = AttributeKey.stringKey("text");
    AttributeKey<Long> number = AttributeKey.longKey("number");
    AttributeKey<Double> fraction = AttributeKey.doubleKey("fraction");
    AttributeKey<List<String>> texts = AttributeKey.stringArrayKey("texts");
    tracer
        .chain("step")
        .setAttribute(text, "a")
        .setAttribute(number, 1)
        .run(
            span ->
                span.setAttribute(text, null)
                    .setAttribute(number, 2)
                    .setAttribute(number, 3L)
                    .setAttribute(fraction, 0.5)
                    .setAttribute(texts, List.of("a"))
                    .setAttributeLazily(text, this::text)
                    .setAttributeLazily(texts, () -> List.of("b")));

    assertThat(telemetry.trace().root())
        .hasAttribute(text, "text")
        .hasAttribute(number, 3L)
        .hasAttribute(fraction, 0.5)
        .hasAttribute(texts, List.of("b"));
  }
}
