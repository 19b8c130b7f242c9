// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallIteratorTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void spanEndsWithTheLastElement() {
    Object first = new Object();
    Object second = new Object();
    TracedIterator<Object> iterator = iterate(List.of(first, second).iterator());

    assertThat(iterator.next()).isSameAs(first);
    assertThat(iterator.hasNext()).isTrue();
    assertThat(iterator.next()).isSameAs(second);
    assertThat(telemetry.spans()).isEmpty();
    assertThat(iterator.hasNext()).isFalse();

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
    assertThat(iterator.hasNext()).isFalse();
    iterator.close();
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void iterationRunsInTheSpanAndItsConsumerOutside() {
    Iterator<String> source =
        new Iterator<>() {
          private int left = 2;

          @Override
          public boolean hasNext() {
            tracer.tool("hasNext").run(() -> {});
            return left > 0;
          }

          @Override
          public String next() {
            tracer.tool("next").run(() -> {});
            return "element " + left--;
          }
        };
    List<Boolean> current = new ArrayList<>();

    iterate(source)
        .forEachRemaining(element -> current.add(Span.current().getSpanContext().isValid()));

    assertThat(current).containsExactly(false, false);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN step
              TOOL hasNext
              TOOL next
              TOOL hasNext
              TOOL next
              TOOL hasNext
            """);
  }

  @Test
  void closingEndsTheSpan() {
    TracedIterator<Integer> iterator = iterate(List.of(1, 2).iterator());
    iterator.next();

    iterator.close();

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
    assertThat(iterator.next()).isEqualTo(2);
  }

  @Test
  void exceptionOfTheIteratorIsPassedOnAndRecorded() {
    IllegalStateException thrown = new IllegalStateException("broken");
    TracedIterator<String> iterator = iterate(throwing(thrown));

    assertThatThrownBy(iterator::next).isSameAs(thrown);

    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(IllegalStateException.class);
  }

  @Test
  void checkedExceptionOfAnIteratorInDisguiseStaysChecked() {
    IOException thrown = new IOException("sneaky");
    TracedIterator<String> iterator = iterate(throwing(thrown));

    assertThatThrownBy(iterator::hasNext).isSameAs(thrown);

    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void nextAfterTheLastElementIsAnErrorWhereNobodyAskedBefore() {
    TracedIterator<Integer> iterator = iterate(List.<Integer>of().iterator());

    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);

    assertThat(telemetry.trace().root()).hasException(NoSuchElementException.class);
  }

  @Test
  void exceptionOfTheCodeIsPassedOnAndRecorded() {
    IOException thrown = new IOException("refused");

    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .callIterator(
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);

    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void abandonedIterationEndsItsSpan() {
    consumeFirst(iterate(List.of("a", "b").iterator()));

    Garbage.collect();

    assertThat(telemetry.awaitSpans(1).get(0)).hasStatus(StatusCode.OK);
  }

  private static void consumeFirst(Iterator<String> iterator) {
    assertThat(iterator.next()).isEqualTo("a");
  }

  @Test
  void spanMayEndOnAnotherThread() throws Exception {
    TracedIterator<Integer> iterator = iterate(List.of(1).iterator());

    Thread thread = new Thread(() -> iterator.forEachRemaining(element -> {}));
    thread.start();
    thread.join();

    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void elementsAreRemovedFromTheSource() {
    List<Integer> elements = new ArrayList<>(List.of(1, 2));
    try (TracedIterator<Integer> iterator = iterate(elements.iterator())) {
      iterator.next();
      iterator.remove();
    }

    assertThat(elements).containsExactly(2);
  }

  @Test
  void nullInsteadOfAnIteratorIsPassedOn() {
    assertThat(this.<String>iterate(null)).isNull();
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void iterationOfASuppressedCallStaysSuppressed() {
    TracedIterator<Integer> iterator;
    try (Scope ignored = OpenInference.suppressTracing()) {
      Iterator<Integer> source = List.of(1).iterator();
      iterator =
          iterate(
              new Iterator<>() {
                @Override
                public boolean hasNext() {
                  return tracer.tool("inner").call(source::hasNext);
                }

                @Override
                public Integer next() {
                  return source.next();
                }
              });
    }

    assertThat(iterator).toIterable().containsExactly(1);
    assertThat(telemetry.spans()).isEmpty();
  }

  private <T> TracedIterator<T> iterate(Iterator<T> source) {
    return tracer.chain("step").callIterator(span -> source);
  }

  private static Iterator<String> throwing(Throwable thrown) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return CallIteratorTest.<Boolean, RuntimeException>rethrow(thrown);
      }

      @Override
      public String next() {
        return CallIteratorTest.<String, RuntimeException>rethrow(thrown);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T, X extends Throwable> T rethrow(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
