// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;
import static io.openinference.testing.OpenInferenceAssertions.catchThrowable;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallAsyncTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final CompletableFuture<String> source = new CompletableFuture<>();

  @Test
  void spanEndsWithTheStageAndBeforeTheFuture() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);
    List<Integer> endedSpans = new ArrayList<>();
    future.whenComplete((result, failure) -> endedSpans.add(telemetry.spans().size()));
    assertThat(telemetry.spans()).isEmpty();

    String result = new String("result");
    source.complete(result);

    assertThat(future.join()).isSameAs(result);
    assertThat(endedSpans).containsExactly(1);
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void spanMayEndOnAnotherThread() throws Exception {
    CompletableFuture<String> future =
        tracer.chain("step").callAsync(span -> CompletableFuture.supplyAsync(() -> "result"));

    assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo("result");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void stageMayHaveCompletedAlready() {
    assertThat(tracer.chain("step").callAsync(() -> CompletableFuture.completedStage(1)))
        .isCompletedWithValue(1);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void spanIsCurrentWhileTheCodeStartsAndNotAfterwards() {
    CompletableFuture<String> future =
        tracer
            .chain("outer")
            .callAsync(
                span -> {
                  tracer.tool("inner").run(() -> {});
                  return source;
                });

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    source.complete("result");
    assertThat(future).isCompleted();
    assertThat(telemetry.trace()).hasTree("CHAIN outer\n  TOOL inner");
  }

  @Test
  void callbacksRunInTheContextOfTheCaller() {
    CompletableFuture<Context> seen;
    Context callerContext;
    try (Scope ignored = OpenInference.usingSession("s-1")) {
      callerContext = Context.current();
      seen = tracer.chain("step").callAsync(() -> source).thenApply(result -> Context.current());
    }

    source.complete("result");

    assertThat(seen.join()).isSameAs(callerContext);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void failureOfTheStageIsPassedOnAndRecorded() {
    IOException failure = new IOException("refused");
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);

    source.completeExceptionally(failure);

    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(failure);
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
    assertThat(failureOf(future)).isSameAs(failure);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("java.io.IOException: refused")
        .hasException(IOException.class);
  }

  @Test
  void failureOfAnEarlierStageIsRecordedAsItsCause() {
    IOException failure = new IOException("refused");
    CompletableFuture<Integer> length = source.thenApply(String::length);
    CompletableFuture<Integer> future = tracer.chain("step").callAsync(() -> length);

    source.completeExceptionally(failure);

    assertThat(failureOf(future))
        .isSameAs(failureOf(length))
        .isInstanceOf(CompletionException.class);
    assertThat(telemetry.trace().root())
        .hasStatusDescription("java.io.IOException: refused")
        .hasException(IOException.class);
  }

  @Test
  void whatTheCodeThrowsIsPassedOnAndRecorded() {
    IOException thrown = new IOException("before the stage");

    assertThatThrownBy(
            () ->
                tracer
                    .chain("step")
                    .callAsync(
                        span -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(IOException.class);
  }

  @Test
  void cancellationReachesTheStage() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);

    assertThat(future.cancel(true)).isTrue();

    assertThat(future).isCancelled();
    assertThat(source).isCancelled();
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(CancellationException.class);
  }

  @Test
  void cancellationOfTheStageReachesTheFuture() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);

    source.cancel(false);

    assertThat(future).isCancelled();
    assertThat(telemetry.trace().root()).hasException(CancellationException.class);
  }

  @Test
  void cancellationEndsTheSpanOfAStageThatCannotBeCancelled() {
    CompletableFuture<String> future =
        tracer.chain("step").callAsync(source::minimalCompletionStage);

    assertThat(future.cancel(true)).isTrue();
    assertThat(telemetry.trace().root()).hasException(CancellationException.class);

    source.complete("late");
    assertThat(future).isCancelled();
  }

  @Test
  void cancellationAfterTheEndChangesNothing() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);
    source.complete("result");

    assertThat(future.cancel(true)).isFalse();

    assertThat(future).isCompletedWithValue("result");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void timeoutOfTheCallerEndsTheSpan() {
    CompletableFuture<String> future =
        tracer.chain("step").callAsync(() -> source).orTimeout(1, TimeUnit.MILLISECONDS);

    assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(telemetry.trace().root()).hasException(TimeoutException.class);

    source.complete("late");
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void failureByTheCallerEndsTheSpan() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);

    assertThat(future.completeExceptionally(new IOException("instead"))).isTrue();

    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void completionByTheCallerEndsTheSpan() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);

    assertThat(future.complete("instead")).isTrue();
    assertThat(future.complete("again")).isFalse();
    assertThat(future.completeExceptionally(new IOException("late"))).isFalse();
    source.complete("late");

    assertThat(future).isCompletedWithValue("instead");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void completionByTheCallerReachesTheStage() {
    CompletableFuture<String> completed = new CompletableFuture<>();
    CompletableFuture<String> failed = new CompletableFuture<>();
    CompletableFuture<String> late = new CompletableFuture<>();
    IOException failure = new IOException("instead");

    tracer.chain("step").callAsync(() -> completed).complete("instead");
    tracer.chain("step").callAsync(() -> failed).completeExceptionally(failure);
    tracer.chain("step").callAsync(() -> late).completeAsync(() -> "async", Runnable::run);

    assertThat(completed).isCompletedWithValue("instead");
    assertThat(failureOf(failed)).isSameAs(failure);
    assertThat(late).isCompletedWithValue("async");
    assertThat(telemetry.spans()).hasSize(3);
  }

  @Test
  void valueOfTheCallerReplacesThatOfTheStage() {
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> source);
    source.complete("result");

    future.obtrudeValue("instead");

    assertThat(future).isCompletedWithValue("instead");
    assertThat(source).isCompletedWithValue("instead");
  }

  @Test
  void executorAndKindOfDependentsAreThoseOfTheStage() {
    OwnFuture<String> own = new OwnFuture<>();
    CompletableFuture<String> future = tracer.chain("step").callAsync(() -> own);

    assertThat(future.defaultExecutor()).isSameAs(OwnFuture.EXECUTOR);
    assertThat(future.thenApply(String::length)).isInstanceOf(OwnFuture.class);

    own.complete("result");
    assertThat(telemetry.spans()).hasSize(1);
  }

  /** A future with an executor and a kind of dependents of its own. */
  private static final class OwnFuture<T> extends CompletableFuture<T> {

    static final Executor EXECUTOR = Runnable::run;

    @Override
    public Executor defaultExecutor() {
      return EXECUTOR;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new OwnFuture<>();
    }
  }

  @Test
  void nullInsteadOfAStageIsPassedOn() {
    CompletionStage<String> noStage = null;

    assertThat(tracer.chain("step").callAsync(() -> noStage)).isNull();
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void instrumentationRecordsTheResultBeforeTheEnd() {
    ChainSpan span = tracer.chain("step").startSpan();
    CompletableFuture<String> future = span.endWhenComplete(source, span::output);

    source.complete("result");

    assertThat(future).isCompletedWithValue("result");
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "result");
  }

  @Test
  void instrumentationDoesNotReadAResultThatNobodyRecords() {
    List<String> read = new ArrayList<>();
    try (Scope ignored = OpenInference.suppressTracing()) {
      tracer.chain("step").startSpan().endWhenComplete(source, read::add);
    }

    source.complete("result");

    assertThat(read).isEmpty();
  }

  @Test
  void completesWhereTheEndOfTheSpanIsFatal() {
    assertThat(FatalEnd.tracer().chain("step").callAsync(() -> source)).satisfies(this::completes);
  }

  @Test
  void failsWhereTheEndOfTheSpanIsFatal() {
    CompletableFuture<String> future = FatalEnd.tracer().chain("step").callAsync(() -> source);
    IOException failure = new IOException("down");

    source.completeExceptionally(failure);

    assertThat(failureOf(future)).isSameAs(failure);
  }

  @Test
  void completesWhereTheRecordingOfTheResultIsFatal() {
    ChainSpan span = tracer.chain("step").startSpan();

    assertThat(
            span.endWhenComplete(
                source,
                result -> {
                  throw FatalEnd.ERROR;
                }))
        .satisfies(this::completes);
    assertThat(telemetry.spans()).hasSize(1);
  }

  private void completes(CompletableFuture<String> future) {
    source.complete("result");

    assertThat(future).isCompletedWithValue("result");
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    Throwable[] seen = new Throwable[1];
    catchThrowable(() -> future.whenComplete((result, failure) -> seen[0] = failure).join());
    return seen[0];
  }
}
