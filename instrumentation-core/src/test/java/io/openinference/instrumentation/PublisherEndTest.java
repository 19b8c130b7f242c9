// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A span that was started before anybody subscribes ends with the subscription. */
class PublisherEndTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void completionEndsTheSpan() {
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1, 2)));
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);
    publisher.subscribe(subscriber);
    assertThat(telemetry.spans()).isEmpty();

    subscriber.subscription.request(1);

    assertThat(subscriber.signals).containsExactly(1, 2, "complete");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK).hasNoEvents();
  }

  @Test
  void publisherRunsInTheSpan() {
    publish(
            new ListPublisher<>(List.of(1)) {
              @Override
              void emit(Flow.Subscriber<? super Integer> to, Integer item) {
                tracer.tool("produce").run(() -> {});
                super.emit(to, item);
              }
            })
        .subscribe(new RecordingSubscriber<>(1));

    assertThat(telemetry.trace()).hasTree("CHAIN step\n  TOOL produce");
  }

  @Test
  void errorIsPassedOnAndRecorded() {
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
    assertThat(telemetry.trace().root()).hasException(IOException.class);
  }

  @Test
  void furtherSubscriptionsGetTheElementsButNoSpan() {
    Flow.Publisher<Integer> publisher = publish(new ListPublisher<>(List.of(1)));
    publisher.subscribe(new RecordingSubscriber<>(1));
    RecordingSubscriber<Integer> second = new RecordingSubscriber<>(1);
    publisher.subscribe(second);

    assertThat(second.signals).containsExactly(1, "complete");
    assertThat(telemetry.spans()).hasSize(1);
  }

  @Test
  void cancellationEndsTheSpan() {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);
    publish(new ListPublisher<>(List.of(1, 2))).subscribe(subscriber);

    subscriber.subscription.cancel();

    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void spanEndsWhereNobodySubscribes() {
    publish(new ListPublisher<>(List.of(1)));

    Garbage.collect();

    assertThat(telemetry.awaitSpans(1).get(0)).hasStatus(StatusCode.OK);
  }

  @Test
  void subscriptionGoesOnWithoutThePublisher() {
    RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>(1);
    publish(new ListPublisher<>(List.of(1, 2))).subscribe(subscriber);

    Garbage.collect();

    assertThat(telemetry.spans()).isEmpty();
    subscriber.subscription.request(1);
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

  private <T> Flow.Publisher<T> publish(Flow.Publisher<T> source) {
    return tracer.chain("step").startSpan().endWhenComplete(source);
  }
}
