// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openinference.instrumentation.ForeignValues.Place;
import io.openinference.instrumentation.spi.StartedSpan;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An application that uses each form of span sees the same values and exceptions whichever foreign
 * code fails in whichever way.
 */
class TracerFaultTest extends FaultContract<TracerFaultTest.Way> {

  /** How an application uses a tracer. */
  enum Way {
    EACH_FORM_OF_SPAN
  }

  private static final AttributeKey<String> KEY = AttributeKey.stringKey("acme.key");
  private static final String IMAGE = "data:image/png;base64," + "iVBORw0K".repeat(5_000);

  TracerFaultTest() {
    super(places(), List.of(Way.values()));
  }

  private static List<? extends Enum<?>> places() {
    return Stream.<List<? extends Enum<?>>>of(
            List.of(Place.values()),
            List.of(ForeignApi.Place.values()),
            List.of(FaultyContextStorage.Place.values()))
        .flatMap(Collection::stream)
        .toList();
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection faults) throws Exception {
    // The values are read by telemetry alone.
    return application(FaultInjection.nowhere(), OpenTelemetry.noop());
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry)
      throws Exception {
    return application(faults, telemetry.openTelemetry());
  }

  @Test
  void makesASpanOfEachForm() throws Exception {
    FaultyTelemetry sound = FaultyTelemetry.of(FaultInjection.nowhere());

    assertThat(application(FaultInjection.nowhere(), sound.openTelemetry()))
        .contains("the failure");

    assertThat(sound.ended()).isEqualTo(10);
  }

  /** The caller goes on with the second span alone, and that one is not there. */
  @Test
  void aStartedSpanEndsIfItCannotTakeAnotherKind() {
    FaultyTelemetry sound = FaultyTelemetry.of(FaultInjection.nowhere());
    AtomicBoolean fails = new AtomicBoolean();
    OpenInferenceTracer tracer =
        OpenInferenceTracer.create(failing(OpenTelemetry.class, sound.openTelemetry(), fails));
    LlmSpan started = tracer.llm("call").startSpan();
    fails.set(true);

    EmbeddingSpan span = tracer.embedding().startSpan(StartedSpan.of(started));

    assertThat(span.isRecording()).isFalse();
    assertThat(span.parentContext()).isSameAs(started.parentContext());
    assertThat(sound.ended()).isEqualTo(1);
    span.end();
    assertThat(sound.ended()).isEqualTo(1);
  }

  /** Returns a telemetry whose spans do not tell their identifiers once they fail. */
  private static <T> T failing(Class<T> type, Object delegate, AtomicBoolean fails) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("getSpanContext") && fails.get()) {
            throw new IllegalStateException("of telemetry");
          }
          Object result = method.invoke(delegate, arguments);
          boolean isTelemetry =
              List.of("getTracerProvider", "tracerBuilder", "build", "spanBuilder", "startSpan")
                  .contains(method.getName());
          if (method.getReturnType() == type) {
            return proxy; // A setter of a builder.
          }
          return isTelemetry ? failing(method.getReturnType(), result, fails) : result;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Returns what the application sees. */
  private static List<Object> application(FaultInjection faults, OpenTelemetry openTelemetry)
      throws Exception {
    ForeignValues foreign = new ForeignValues(faults);
    RuntimeException failure = foreign.exception();
    List<Object> seen = new ArrayList<>();
    OpenInferenceTracer tracer =
        OpenInferenceTracer.builder(new ForeignApi(faults).of(openTelemetry))
            .config(TraceConfig.builder().blobUploader(foreign.uploader()).build())
            .build();
    try (AutoCloseable context = FaultyContextStorage.breakOnThisThread(faults);
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
                  foreign.future(), result -> foreign.faults().run(Place.RESULT_CALLBACK, () -> {}))
              .join());
      tracer
          .retriever("iterator")
          .callIterator(span -> List.of("a", "b").iterator())
          .forEachRemaining(seen::add);
      seen.addAll(tracer.retriever("stream").callStream(span -> Stream.of("c", "d")).toList());
      seen.addAll(
          received(tracer.agent("publisher").callPublisher(span -> TracerFaultTest::publish)));
      LlmSpan started = tracer.llm("started").startSpan();
      tracer.embedding().startSpan(StartedSpan.of(started)).modelName("m").end();
      ChainSpan abandoned = tracer.chain("abandoned").startSpan();
      abandoned
          .endWhenUnreachable(
              new Object(), () -> foreign.faults().run(Place.ABANDONMENT_CALLBACK, () -> {}))
          .clean();
    }
    // By identity: its methods may fail.
    seen.replaceAll(value -> value == failure ? "the failure" : value);
    return seen;
  }

  private static String record(LlmSpan span, ForeignValues foreign) {
    span.setAttributeLazily(KEY, () -> foreign.faults().run(Place.LAZY_VALUE, () -> "value"))
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
