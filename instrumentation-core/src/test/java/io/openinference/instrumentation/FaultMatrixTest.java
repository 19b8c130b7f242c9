// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openinference.instrumentation.ForeignCode.Place;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that uses each form of span sees the same values and exceptions whichever foreign
 * code fails in whichever way, the spans that were started end, and each site logs one line.
 *
 * <p>68 rows fail when the guard throws again what it catches. The others are null where null is
 * allowed, the exporter's exception, which OpenTelemetry catches, and a callback within a future.
 */
class FaultMatrixTest {

  private static final AttributeKey<String> KEY = AttributeKey.stringKey("acme.key");
  private static final String IMAGE = "data:image/png;base64," + "iVBORw0K".repeat(5_000);

  static Stream<Arguments> faults() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(Fault.values()).map(fault -> Arguments.of(place, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void ofForeignCodeStaysAwayFromTheApplication(Place place, Fault fault) throws Exception {
    ForeignCode sound = new ForeignCode(Place.NOWHERE, fault);
    List<Object> expected = application(sound, sound.exception());
    ForeignCode foreign = new ForeignCode(place, fault);
    RuntimeException failure = foreign.exception();
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      List<Object> seen = application(foreign, failure);

      assertThat(seen).hasSameSizeAs(expected).contains(failure);
      expected.replaceAll(value -> value instanceof Throwable ? failure : value);
      assertThat(seen).isEqualTo(expected);
      assertThat(foreign.ended).hasValue(foreign.started.get());
      assertThat(log.messages()).doesNotHaveDuplicates();
      assertThat(log.records())
          .allSatisfy(
              record -> {
                assertThat(record.getMessage()).doesNotContain(Fault.SECRET);
                assertThat(String.valueOf(record.getThrown())).doesNotContain(Fault.SECRET);
              });
    }
  }

  @Test
  void soundCodeMakesASpanOfEachForm() throws Exception {
    ForeignCode sound = new ForeignCode(Place.NOWHERE, Fault.EXCEPTION);
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      application(sound, sound.exception());

      assertThat(sound.ended).hasValue(9);
      assertThat(log.messages()).isEmpty();
    }
  }

  /** Returns what the application sees. */
  private static List<Object> application(ForeignCode foreign, RuntimeException failure)
      throws Exception {
    List<Object> seen = new ArrayList<>();
    OpenInferenceTracer tracer =
        OpenInferenceTracer.builder(foreign.openTelemetry())
            .config(TraceConfig.builder().blobUploader(foreign.uploader()).build())
            .build();
    try (AutoCloseable context = foreign.context();
        Scope metadata = OpenInference.usingMetadata(foreign.map());
        Scope tags =
            OpenInference.usingAttributes(
                ContextAttributes.builder().tags(foreign.list(List.of("tag"))).build())) {
      assertThat(List.of(context, metadata, tags)).doesNotContainNull();
      seen.add(tracer.llm("call").call(span -> record(span, foreign)));
      seen.add(catchThrowable(() -> tracer.chain("failing").run(() -> fail(failure))));
      tracer.chain("caught").run(span -> span.recordException(failure));
      seen.add(tracer.tool("async").callAsync(foreign::future).join());
      seen.add(
          tracer
              .tool("result")
              .startSpan()
              .endWhenComplete(
                  foreign.future(), result -> foreign.at(Place.RESULT_CALLBACK, () -> {}))
              .join());
      tracer
          .retriever("iterator")
          .callIterator(span -> List.of("a", "b").iterator())
          .forEachRemaining(seen::add);
      seen.addAll(tracer.retriever("stream").callStream(span -> Stream.of("c", "d")).toList());
      seen.addAll(
          received(tracer.agent("publisher").callPublisher(span -> FaultMatrixTest::publish)));
      ChainSpan abandoned = tracer.chain("abandoned").startSpan();
      abandoned
          .endWhenUnreachable(new Object(), () -> foreign.at(Place.ABANDONMENT_CALLBACK, () -> {}))
          .clean();
    }
    return seen;
  }

  private static String record(LlmSpan span, ForeignCode foreign) {
    span.setAttributeLazily(KEY, () -> foreign.at(Place.LAZY_VALUE, () -> "value"))
        .inputJson(foreign.text())
        .metadata(foreign.map())
        .tags(foreign.list(List.of("tag")))
        .inputMessages(
            foreign.list(
                List.of(
                    Message.builder("user")
                        .contents(foreign.list(List.of(MessageContent.image(IMAGE))))
                        .build())));
    span.addEvent("event").output("output");
    return "result of call";
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static void publish(Flow.Subscriber<? super String> subscriber) {
    try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 8)) {
      publisher.subscribe(subscriber);
      publisher.submit("e");
    }
  }

  private static List<Object> received(Flow.Publisher<String> publisher) {
    List<Object> received = new ArrayList<>();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(String item) {
            received.add(item);
          }

          @Override
          public void onError(Throwable failure) {
            received.add(failure);
          }

          @Override
          public void onComplete() {
            received.add("complete");
          }
        });
    return received;
  }
}
