// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Scopes inside a request of a WebFlux application, with Boot's OpenTelemetry. */
class ReactiveContextTest {

  private static OtlpReceiver receiver;
  private static BootApplication application;

  @BeforeAll
  static void start() {
    receiver = OtlpReceiver.start();
    application =
        BootApplication.start(
            "reactive",
            List.of(Application.class),
            "openinference.endpoint=" + receiver.endpoint(),
            "openinference.batching=false");
  }

  @AfterAll
  static void stop() {
    application.close();
    receiver.close();
  }

  @BeforeEach
  void clear() {
    receiver.clear();
  }

  @Test
  void aScopeAroundASubscriptionReachesOtherThreads() {
    assertThat(application.get("/blocking")).isEqualTo("answer");

    List<ReceivedSpan> spans = receiver.awaitSpans(3);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /blocking
              inner
                LLM model
            """);
    assertThat(ReceivedTree.named(spans, "model").attributes()).containsEntry("session.id", "s-1");
  }

  @Test
  void valuesOfAPipelineReachItsThreads() {
    assertThat(application.get("/pipeline/s-2")).isEqualTo("ab");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /pipeline/{session}
              LLM a
              LLM b
                outgoing
            """);
    assertThat(ReceivedTree.named(spans, "a").attributes()).containsEntry("session.id", "s-2");
    assertThat(ReceivedTree.named(spans, "b").attributes()).containsEntry("session.id", "s-2");
  }

  /** A filter knows the session of a request before the handler does. */
  @Test
  void valuesOfAFilterReachAllThreadsOfTheRequest() {
    assertThat(application.get("/hops?session=s-4")).isEqualTo("answer");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /hops
              LLM a
              CHAIN b
                outgoing
            """);
    assertThat(ReceivedTree.named(spans, "a").attributes()).containsEntry("session.id", "s-4");
    assertThat(ReceivedTree.named(spans, "b").attributes()).containsEntry("session.id", "s-4");
  }

  @Test
  void concurrentRequestsKeepTheirValuesApart() {
    List<Integer> numbers = IntStream.range(0, 20).boxed().toList();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    for (int number : numbers) {
      callers.execute(() -> application.get("/pipeline/" + number));
    }
    callers.shutdown();

    List<ReceivedSpan> spans = receiver.awaitSpans(80);
    for (int number : numbers) {
      List<ReceivedSpan> ofSession =
          spans.stream()
              .filter(span -> ("" + number).equals(span.attributes().get("session.id")))
              .toList();
      assertThat(ofSession).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("a", "b");
      assertThat(ofSession.get(0).traceId()).isEqualTo(ofSession.get(1).traceId());
    }
  }

  @Test
  void nothingStaysOnAThread() {
    application.get("/pipeline/s-3");
    application.get("/plain");

    ReceivedSpan plain = ReceivedTree.named(receiver.awaitSpans(6), "plain");
    assertThat(plain.attributes()).doesNotContainKey("session.id");
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    Pages pages(OpenTelemetry openTelemetry, ObservationRegistry observations) {
      return new Pages(OpenInferenceTracer.create(openTelemetry), observations);
    }

    @Bean
    WebFilter sessions() {
      return (exchange, chain) -> {
        String session = exchange.getRequest().getQueryParams().getFirst("session");
        Mono<Void> answer = chain.filter(exchange);
        return session == null
            ? answer
            : answer.contextWrite(
                OpenInferenceReactor.using(ContextAttributes.builder().sessionId(session).build()));
      };
    }
  }

  @RestController
  static class Pages {

    private final OpenInferenceTracer tracer;
    private final ObservationRegistry observations;

    Pages(OpenInferenceTracer tracer, ObservationRegistry observations) {
      this.tracer = tracer;
      this.observations = observations;
    }

    @GetMapping("/blocking")
    Mono<String> blocking() {
      return Mono.fromCallable(this::answer).subscribeOn(Schedulers.boundedElastic());
    }

    /** As a service does that is not reactive: the scope is open while the pipeline runs. */
    private String answer() {
      try (Scope session = OpenInference.usingSession("s-1")) {
        return Observation.createNotStarted("inner", observations)
            .observe(
                () ->
                    Mono.fromCallable(() -> tracer.llm("model").call(span -> "answer"))
                        .subscribeOn(Schedulers.parallel())
                        .toFuture()
                        .join());
      }
    }

    @GetMapping("/pipeline/{session}")
    Flux<String> pipeline(@PathVariable("session") String session) {
      Mono<String> a =
          Mono.fromCallable(() -> tracer.llm("a").call(span -> "a"))
              .subscribeOn(Schedulers.parallel());
      Mono<String> b =
          Mono.fromCallable(
                  () ->
                      tracer
                          .llm("b")
                          .call(
                              span ->
                                  Observation.createNotStarted("outgoing", observations)
                                      .observe(() -> "b")))
              .subscribeOn(Schedulers.boundedElastic());
      return a.concatWith(b)
          .contextWrite(
              OpenInferenceReactor.using(ContextAttributes.builder().sessionId(session).build()));
    }

    @GetMapping("/hops")
    Mono<String> hops() {
      return Mono.fromCallable(() -> tracer.llm("a").call(span -> "question"))
          .subscribeOn(Schedulers.boundedElastic())
          .publishOn(Schedulers.parallel())
          .map(
              question ->
                  tracer
                      .chain("b")
                      .call(
                          span ->
                              Observation.createNotStarted("outgoing", observations)
                                  .observe(() -> "answer")))
          .publishOn(Schedulers.single());
    }

    @GetMapping("/plain")
    Mono<String> plain() {
      return Mono.fromCallable(() -> tracer.llm("plain").call(span -> "plain"));
    }
  }
}
