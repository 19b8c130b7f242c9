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
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallPublisherTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void eachSubscriptionIsASpan() {
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1, 2)));
    assertThat(telemetry.spans()).isEmpty();

    RecordingSubscriber<Integer> first = new RecordingSubscriber<>(Long.MAX_VALUE);
    RecordingSubscriber<Integer> second = new RecordingSubscriber<>(Long.MAX_VALUE);
    publisher.subscribe(first);
    publisher.subscribe(second);

    assertThat(first.signals).containsExactly(1, 2, "complete");
    assertThat(second.signals).containsExactly(1, 2, "complete");
    assertThat(telemetry.traces()).hasSize(2);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasStatus(StatusCode.OK).hasNoEvents());
  }

  @Test
  void codeNeedNotSeeTheSpan() {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(Long.MAX_VALUE);

    tracer
        .chain("step")
        .<Integer>callPublisher(() -> new ListPublisher<>(List.of(1, 2)))
        .subscribe(subscriber);

    assertThat(subscriber.signals).containsExactly(1, 2, "complete");
    assertThat(telemetry.trace().root()).hasName("step");
  }

  @Test
  void publisherRunsInTheSpanAndItsSubscriberOutside() {
    RecordingSubscriber<Integer> subscriber =
        new RecordingSubscriber<>(Long.MAX_VALUE) {
          @Override
          public void onNext(Integer item) {
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
            super.onNext(item);
          }
        };

    publish(
            new ListPublisher<>(List.of(1)) {
              @Override
              void emit(Flow.Subscriber<? super Integer> to, Integer item) {
                tracer.tool("produce").run(() -> {});
                super.emit(to, item);
              }
            })
        .subscribe(subscriber);

    assertThat(subscriber.signals).containsExactly(1, "complete");
    assertThat(telemetry.trace()).hasTree("CHAIN step\n  TOOL produce");
  }

  @Test
  void spanEndsOnAnotherThread() throws Exception {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(Long.MAX_VALUE);
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>()) {
      publish(source).subscribe(subscriber);
      source.submit(1);
      source.submit(2);
    }

    subscriber.end.get(10, TimeUnit.SECONDS);
    assertThat(subscriber.signals).containsExactly(1, 2, "complete");
    assertThat(telemetry.awaitSpans(1)).hasSize(1);
  }

  @Test
  void errorOfThePublisherIsPassedOnAndRecorded() {
    IOException failure = new IOException("refused");
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);

    publish(
            new ListPublisher<Integer>(List.of()) {
              @Override
              void finish(Flow.Subscriber<? super Integer> to) {
                to.onError(failure);
              }
            })
        .subscribe(subscriber);

    assertThat(subscriber.signals).containsExactly(failure);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(IOException.class);
  }

  @Test
  void exceptionOfTheCodeGoesToTheSubscriber() {
    IOException thrown = new IOException("refused");
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);

    tracer
        .chain("step")
        .<Integer>callPublisher(
            span -> {
              throw thrown;
            })
        .subscribe(subscriber);

    assertThat(subscriber.signals).containsExactly(thrown);
    subscriber.subscription.request(1);
    subscriber.subscription.cancel();
    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void nullInsteadOfAPublisherGoesToTheSubscriberAsAnError() {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);

    this.<Integer>publish(null).subscribe(subscriber);

    assertThat(subscriber.signals).singleElement().isInstanceOf(NullPointerException.class);
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void exceptionOfSubscribingIsPassedOnAndRecorded() {
    IllegalStateException thrown = new IllegalStateException("no more subscribers");
    Flow.Publisher<Integer> publisher =
        publish(
            subscriber -> {
              throw thrown;
            });

    assertThatThrownBy(() -> publisher.subscribe(new RecordingSubscriber<>(1))).isSameAs(thrown);
    assertThat(telemetry.trace().root()).hasException(IllegalStateException.class);
  }

  @Test
  void subscriberMustNotBeNull() {
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1)));

    assertThatThrownBy(() -> publisher.subscribe(null)).isInstanceOf(NullPointerException.class);
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void cancellationEndsTheSpan() {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);
    ListPublisher<Integer> source = new ListPublisher<>(List.of(1, 2));
    publish(source).subscribe(subscriber);
    assertThat(telemetry.spans()).isEmpty();

    subscriber.subscription.cancel();
    subscriber.subscription.cancel();

    assertThat(source.cancelled).isTrue();
    assertThat(subscriber.signals).containsExactly(1);
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void exceptionOfTheSubscriberIsPassedOnAndEndsTheSpan() {
    IllegalStateException thrown = new IllegalStateException("cannot take it");
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1)));

    assertThatThrownBy(
            () ->
                publisher.subscribe(
                    new RecordingSubscriber<>(1) {
                      @Override
                      public void onNext(Integer item) {
                        throw thrown;
                      }
                    }))
        .isSameAs(thrown);
    assertThat(telemetry.trace().root()).hasException(IllegalStateException.class);
  }

  @Test
  void exceptionOfALaterSignalEndsTheSpan() {
    IllegalStateException thrown = new IllegalStateException("cannot take it");
    RecordingSubscriber<Integer> subscriber =
        new RecordingSubscriber<>(0) {
          @Override
          public void onNext(Integer item) {
            throw thrown;
          }
        };
    publish(new ListPublisher<>(List.of(1))).subscribe(subscriber);
    assertThat(telemetry.spans()).isEmpty();

    assertThatThrownBy(() -> subscriber.subscription.request(1)).isSameAs(thrown);

    assertThat(telemetry.trace().root()).hasException(IllegalStateException.class);
  }

  @Test
  void abandonedSubscriptionEndsItsSpan() {
    publish(new ListPublisher<>(List.of(1, 2))).subscribe(new RecordingSubscriber<>(1));

    Garbage.collect();

    assertThat(telemetry.awaitSpans(1).get(0)).hasStatus(StatusCode.OK);
  }

  @Test
  void scopesAreThoseOfTheSubscription() {
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1)));
    try (Scope ignored = OpenInference.usingSession("s-1")) {
      publisher.subscribe(new RecordingSubscriber<>(1));
    }

    assertThat(telemetry.trace().root()).hasAttribute("session.id", "s-1");
  }

  @Test
  void lastSignalIsDeliveredWhereTheEndOfTheSpanIsFatal() {
    IOException failure = new IOException("down");
    RecordingSubscriber<Integer> completed = new RecordingSubscriber<>(1);
    RecordingSubscriber<Integer> failed = new RecordingSubscriber<>(1);

    assertThatThrownBy(() -> publishFatally(new ListPublisher<>(List.of(1))).subscribe(completed))
        .isSameAs(FatalEnd.ERROR);
    assertThatThrownBy(
            () ->
                publishFatally(
                        new ListPublisher<>(List.of(1)) {
                          @Override
                          void finish(Flow.Subscriber<? super Integer> to) {
                            to.onError(failure);
                          }
                        })
                    .subscribe(failed))
        .isSameAs(FatalEnd.ERROR);

    assertThat(completed.signals).containsExactly(1, "complete");
    assertThat(failed.signals).containsExactly(1, failure);
  }

  private static <T> Flow.Publisher<T> publishFatally(Flow.Publisher<T> source) {
    return FatalEnd.tracer().chain("step").callPublisher(span -> source);
  }

  private <T> Flow.Publisher<T> publish(Flow.Publisher<T> source) {
    return tracer.chain("step").callPublisher(span -> source);
  }
}
