// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallStreamTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void spanEndsWithTheLastElement() {
    Stream<Integer> stream = stream(Stream.of(3, 1, 2));
    assertThat(telemetry.spans()).isEmpty();

    assertThat(stream.map(n -> n * 2).toList()).containsExactly(6, 2, 4);

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void sourceRunsInTheSpanAndWhatFollowsOutside() {
    List<Boolean> current = new ArrayList<>();

    stream(Stream.of("a", "b").peek(element -> tracer.tool(element).run(() -> {})))
        .forEach(element -> current.add(Span.current().getSpanContext().isValid()));

    assertThat(current).containsExactly(false, false);
    assertThat(telemetry.trace()).hasTree("CHAIN step\n  TOOL a\n  TOOL b");
  }

  @Test
  void endlessSourceIsReadAsFarAsNeeded() {
    try (Stream<Integer> stream = stream(Stream.iterate(1, n -> n + 1))) {
      assertThat(stream.limit(3).toList()).containsExactly(1, 2, 3);
      assertThat(telemetry.spans()).isEmpty();
    }

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void closingClosesTheSourceAndEndsTheSpan() {
    List<String> closed = new ArrayList<>();
    stream(Stream.of(1).onClose(() -> closed.add("source"))).close();

    assertThat(closed).containsExactly("source");
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void closingEndsTheSpanAlsoWhereTheSourceFailsToClose() {
    IllegalStateException thrown = new IllegalStateException("cannot close");
    Stream<Integer> stream =
        stream(
            Stream.of(1)
                .onClose(
                    () -> {
                      throw thrown;
                    }));

    assertThatThrownBy(stream::close).isSameAs(thrown);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void exceptionOfTheSourceIsPassedOnAndRecorded() {
    IllegalStateException thrown = new IllegalStateException("broken");
    Stream<Integer> stream =
        stream(
            Stream.of(1)
                .peek(
                    element -> {
                      throw thrown;
                    }));

    assertThatThrownBy(stream::toList).isSameAs(thrown);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(IllegalStateException.class);
  }

  @Test
  void exceptionOfTheConsumerIsNotThatOfTheSpan() {
    IllegalStateException thrown = new IllegalStateException("consumer");
    try (Stream<Integer> stream = stream(Stream.of(1, 2))) {
      assertThatThrownBy(
              () ->
                  stream.forEach(
                      element -> {
                        throw thrown;
                      }))
          .isSameAs(thrown);
    }

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void exceptionOfTheCodeIsPassedOnAndRecorded() {
    IOException thrown = new IOException("refused");

    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .callStream(
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void parallelConsumersGetEveryElementOnce() {
    List<Integer> elements = IntStream.range(0, 5_000).boxed().toList();

    assertThat(stream(elements.stream()).parallel().map(n -> n + 1).toList())
        .containsExactlyElementsOf(elements.stream().map(n -> n + 1).toList());
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void abandonedStreamEndsItsSpan() {
    abandon();

    Garbage.collect();

    assertThat(telemetry.awaitSpans(1).get(0)).hasStatus(StatusCode.OK);
  }

  private void abandon() {
    assertThat(stream(Stream.of(1, 2)).iterator().next()).isEqualTo(1);
  }

  @Test
  void nullInsteadOfAStreamIsPassedOn() {
    assertThat(this.<String>stream(null)).isNull();
    assertThat(telemetry.spans()).hasSize(1);
  }

  private <T> Stream<T> stream(Stream<T> source) {
    return tracer.chain("step").callStream(span -> source);
  }
}
