// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.NotRecorded;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnotatedRecursionTest {

  private static final int DEEP = 3_000;

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private AnnotationInstrumentor instrumentor;

  static class Planner {

    @Chain
    int plan(int steps) {
      return steps == 0 ? 0 : 1 + plan(steps - 1);
    }

    @Chain
    int even(int steps) {
      return steps == 0 ? 0 : 1 + odd(steps - 1);
    }

    @Tool
    static int odd(int steps) {
      return steps == 0 ? 0 : 1 + new Planner().even(steps - 1);
    }

    @Chain
    int endless(int depth) {
      return 1 + endless(depth + 1);
    }

    @Chain
    void fail(int steps, IllegalStateException failure) {
      if (steps == 0) {
        throw failure;
      }
      fail(steps - 1, failure);
    }

    @Chain
    void poll(int rest, @NotRecorded List<Runnable> tasks) {
      if (rest > 0) {
        tasks.add(Context.current().wrap(() -> poll(rest - 1, tasks)));
      }
    }

    @Chain
    CompletableFuture<Integer> planLater(int steps, Executor executor) {
      return steps == 0
          ? CompletableFuture.completedFuture(0)
          : CompletableFuture.supplyAsync(() -> steps - 1, executor)
              .thenCompose(rest -> planLater(rest, executor))
              .thenApply(done -> done + 1);
    }
  }

  @BeforeEach
  void instrument() {
    instrumentor = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void uninstrument() {
    instrumentor.uninstrument();
  }

  @Test
  void reachesTheDepthOfAnUntracedMethod() throws Exception {
    assertThat(onNewThread(new Planner()::plan, DEEP)).isEqualTo(DEEP);

    assertThat(telemetry.spans()).hasSize(Nesting.MAX_DEPTH);
    assertThat(telemetry.spans())
        .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.OK);
  }

  @Test
  void mutualRecursionDoesToo() throws Exception {
    assertThat(onNewThread(new Planner()::even, DEEP)).isEqualTo(DEEP);

    assertThat(telemetry.spans()).hasSize(Nesting.MAX_DEPTH);
  }

  @Test
  void overflowOfTheApplicationIsItsOwnAndEndsEachSpanOnce() throws Exception {
    Planner planner = new Planner();

    assertThatThrownBy(() -> onNewThread(planner::endless, 0))
        .hasRootCauseInstanceOf(StackOverflowError.class);

    assertThat(telemetry.spans()).hasSize(Nesting.MAX_DEPTH);
    assertThat(telemetry.spans())
        .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR);
    assertThat(telemetry.spans()).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
  }

  @Test
  void exceptionPassesAllLevelsUnchanged() {
    IllegalStateException failure = new IllegalStateException("no");

    assertThatThrownBy(() -> new Planner().fail(DEEP, failure)).isSameAs(failure);

    assertThat(telemetry.spans()).hasSize(Nesting.MAX_DEPTH);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void asynchronousRecursionIsBoundedWhereTheContextGoesWithIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Executor executor = task -> threads.execute(Context.current().wrap(task));
      assertThat(new Planner().planLater(DEEP, executor).get(60, TimeUnit.SECONDS)).isEqualTo(DEEP);
    } finally {
      threads.shutdown();
    }
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(telemetry.spans()).hasSize(Nesting.MAX_DEPTH);
  }

  /** Chains of as many futures as calls: each completes the next one. */
  @Test
  void asynchronousRecursionOnOneThreadEndsToo() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    CompletableFuture<Integer> planned = new Planner().planLater(DEEP, tasks::add);
    for (int next = 0; next < tasks.size(); next++) {
      tasks.get(next).run();
    }

    assertThat(planned).isCompletedWithValue(DEEP);
    assertThat(telemetry.spans()).hasSize(DEEP + 1);
  }

  /** Each task ends before its successor begins, however long the chain is. */
  @Test
  void taskThatSchedulesItsSuccessorKeepsItsSpans() {
    List<Runnable> tasks = new ArrayList<>();
    new Planner().poll(300, tasks);
    for (int next = 0; next < tasks.size(); next++) {
      tasks.get(next).run();
    }

    assertThat(telemetry.spans()).hasSize(301);
  }

  private static int onNewThread(IntUnaryOperator code, int argument) throws Exception {
    FutureTask<Integer> task = new FutureTask<>(() -> code.applyAsInt(argument));
    new Thread(task).start();
    return task.get(60, TimeUnit.SECONDS);
  }
}
