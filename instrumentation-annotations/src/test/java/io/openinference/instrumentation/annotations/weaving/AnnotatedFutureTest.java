// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnotatedFutureTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private AnnotationInstrumentor instrumentor;

  /** A future with an executor and a kind of dependents of its own. */
  static final class DirectFuture<T> extends CompletableFuture<T> {

    @Override
    public Executor defaultExecutor() {
      return Runnable::run;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new DirectFuture<>();
    }
  }

  /** A future that nobody can observe. */
  static final class UnobservableFuture<T> extends CompletableFuture<T> {

    @Override
    public CompletableFuture<T> whenComplete(
        java.util.function.BiConsumer<? super T, ? super Throwable> action) {
      throw new UnsupportedOperationException();
    }
  }

  static class Shop {

    @Chain
    <T> CompletableFuture<T> askLater(CompletableFuture<T> answer) {
      return answer;
    }

    @Chain
    <T> CompletionStage<T> ask(CompletionStage<T> answer) {
      return answer;
    }

    @Chain
    <T> DirectFuture<T> askDirectly(DirectFuture<T> answer) {
      return answer;
    }

    @Chain
    <T> Future<T> submit(Future<T> answer) {
      return answer;
    }

    @Chain
    <P extends Flow.Publisher<String>> P publish(Supplier<P> publisher) {
      return publisher.get();
    }

    @Chain
    <I extends Iterator<String>> I iterate(Supplier<I> iterator) {
      return iterator.get();
    }
  }

  private final Shop shop = new Shop();

  @BeforeEach
  void instrument() {
    instrumentor = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void uninstrument() {
    instrumentor.uninstrument();
  }

  @Test
  void futureIsTheOneThatTheMethodReturns() {
    CompletableFuture<String> plain = new CompletableFuture<>();
    DirectFuture<String> direct = new DirectFuture<>();
    CompletionStage<String> minimal = plain.minimalCompletionStage();

    assertThat(shop.askLater(plain)).isSameAs(plain);
    assertThat(shop.ask(direct)).isSameAs(direct);
    assertThat(shop.askDirectly(direct)).isSameAs(direct);
    assertThat(shop.ask(minimal) == minimal).isTrue(); // AssertJ asks it for a future.
    assertThat(telemetry.spans()).isEmpty();

    plain.complete("plain");
    direct.complete("direct");

    assertThat(telemetry.spans()).hasSize(4);
    assertThat(telemetry.spans())
        .extracting(span -> span.getAttributes().asMap().toString())
        .allMatch(attributes -> attributes.contains("output.value"));
  }

  @Test
  void callerMayCompleteIt() {
    CompletableFuture<String> answer = new CompletableFuture<>();

    assertThat(shop.askLater(answer).complete("by the caller")).isTrue();

    assertThat(answer).isCompletedWithValue("by the caller");
    assertThat(telemetry.spans().get(0)).hasAttribute("output.value", "by the caller");
  }

  @Test
  void timeoutReachesTheMethodsOwnFuture() {
    CompletableFuture<String> answer = new CompletableFuture<>();

    CompletableFuture<String> limited = shop.askLater(answer).orTimeout(1, TimeUnit.MILLISECONDS);

    assertThatThrownBy(limited::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(answer).isCompletedExceptionally();
    telemetry.awaitSpans(1);
    assertThat(telemetry.spans().get(0)).hasException(TimeoutException.class);
  }

  @Test
  void cancellationAndFailureMakeTheSpanAnError() {
    shop.askLater(new CompletableFuture<>()).cancel(true);
    shop.askLater(
        CompletableFuture.failedFuture(new CompletionException(new IllegalStateException())));

    assertThat(telemetry.spans().get(0)).hasException(CancellationException.class);
    assertThat(telemetry.spans().get(1)).hasException(IllegalStateException.class);
  }

  @Test
  void futureThatCannotBeObservedEndsItsSpanAtOnce() {
    CompletableFuture<String> answer = new UnobservableFuture<>();

    assertThat(shop.askLater(answer)).isSameAs(answer);

    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void otherFuturesAreNeitherReadNorWaitedFor() {
    FutureTask<String> answer = new FutureTask<>(() -> "never run");

    assertThat(shop.submit(answer)).isSameAs(answer);

    assertThat(answer.isDone()).isFalse();
    assertThat(telemetry.spans().get(0))
        .hasAttribute("output.value", "java.util.concurrent.FutureTask")
        .hasStatus(StatusCode.OK);
  }

  @Test
  void whatTheCallerChoosesTheTypeOfKeepsIt() {
    SubmissionPublisher<String> publisher = shop.publish(SubmissionPublisher::new);
    ListIterator<String> words = shop.iterate(() -> List.of("a").listIterator());

    publisher.close();
    assertThat(words.next()).isEqualTo("a");
    assertThat(telemetry.spans()).extracting("name").containsExactly("publish", "iterate");
  }
}
