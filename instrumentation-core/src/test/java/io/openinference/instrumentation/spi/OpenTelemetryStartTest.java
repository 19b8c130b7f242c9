// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.InMemorySpans;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.LogCapture;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an OpenTelemetry is started when the first call is traced. */
class OpenTelemetryStartTest {

  private static final int THREADS = 16;

  private final InMemorySpans spans = InMemorySpans.withLimits(SpanLimits.getDefault());
  private final LogCapture log = LogCapture.of(OpenInference.class);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void manyThreadsStartItOnceAndWaitForIt() {
    AtomicInteger starts = new AtomicInteger();
    CountDownLatch allAsk = new CountDownLatch(THREADS);
    OpenTelemetryStart start =
        new OpenTelemetryStart(
            () -> {
              starts.incrementAndGet();
              await(allAsk);
              return spans.openTelemetry();
            });
    List<CompletableFuture<OpenTelemetry>> answers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      CompletableFuture<OpenTelemetry> answer = new CompletableFuture<>();
      answers.add(answer);
      new Thread(
              () -> {
                allAsk.countDown();
                answer.complete(start.get());
              })
          .start();
    }

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join()).isSameAs(spans.openTelemetry()));
    assertThat(starts).hasValue(1);
  }

  @Test
  void takesNothingOfTheThreadThatAsks() {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("of the caller");
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(new ClassLoader(null) {});
    AtomicReference<Object> seen = new AtomicReference<>();
    try {
      new OpenTelemetryStart(
              () -> {
                Thread own = Thread.currentThread();
                seen.set(
                    List.of(
                        own != caller,
                        own.isDaemon(),
                        local.get() == null,
                        own.getContextClassLoader() == OpenTelemetryStart.class.getClassLoader()));
                return spans.openTelemetry();
              })
          .get();
    } finally {
      caller.setContextClassLoader(before);
      local.remove();
    }

    assertThat(seen).hasValue(List.of(true, true, true, true));
  }

  @Test
  void waitsOnAThreadThatIsInterrupted() {
    Thread.currentThread().interrupt();

    OpenTelemetry answer = new OpenTelemetryStart(spans::openTelemetry).get();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isSameAs(spans.openTelemetry());
  }

  @Test
  void tracesNothingThatTheStartItselfCalls() {
    AtomicReference<OpenTelemetryStart> start = new AtomicReference<>();
    AtomicReference<OpenTelemetry> inner = new AtomicReference<>();
    AtomicReference<Boolean> isSuppressed = new AtomicReference<>();
    start.set(
        new OpenTelemetryStart(
            () -> {
              inner.set(start.get().get());
              isSuppressed.set(OpenInference.isTracingSuppressed(Context.current()));
              return spans.openTelemetry();
            }));

    assertThat(start.get().get()).isSameAs(spans.openTelemetry());
    assertThat(inner.get()).isSameAs(OpenTelemetry.noop());
    assertThat(isSuppressed).hasValue(true);
  }

  @Test
  void oneLineSaysWhyItFailed() {
    AtomicInteger starts = new AtomicInteger();
    OpenTelemetryStart start =
        new OpenTelemetryStart(
            () -> {
              starts.incrementAndGet();
              throw new IllegalStateException("s3cret");
            });

    assertThat(start.get()).isSameAs(OpenTelemetry.noop());
    assertThat(start.get()).isSameAs(OpenTelemetry.noop());
    assertThat(starts).hasValue(1);
    assertThat(log.messages())
        .containsExactly(
            "OpenInference sends no spans, because its SDK failed to start:"
                + " java.lang.IllegalStateException");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
