// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scopes inside a request of a servlet application, with Boot's OpenTelemetry. */
class ServletContextTest {

  private static OtlpReceiver receiver;
  private static BootApplication application;

  @BeforeAll
  static void start() {
    receiver = OtlpReceiver.start();
    application =
        BootApplication.start(
            "servlet",
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
  void aScopeInsideARequestReachesEverySpanBelow() {
    assertThat(application.get("/scoped")).isEqualTo("answer");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /scoped
              inner
                LLM model
                  outgoing
            """);
    ReceivedSpan model = ReceivedTree.named(spans, "model");
    assertThat(model.attributes())
        .containsEntry("session.id", "chat-1")
        .containsEntry("user.id", "ada")
        .containsEntry("metadata", "{\"plan\":\"free\"}")
        .containsEntry("tag.tags", List.of("blue"))
        .containsEntry("llm.prompt_template.template", "Hi {name}");
    assertThat(model.resourceAttributes())
        .containsEntry("service.name", "shop")
        .containsEntry("openinference.project.name", "bot");
    for (String below : List.of("inner", "outgoing")) {
      assertThat(ReceivedTree.named(spans, below).resourceAttributes())
          .as(below)
          .containsEntry("openinference.project.name", "bot");
    }
    assertThat(ReceivedTree.named(spans, "http get /scoped").resourceAttributes())
        .doesNotContainKey("openinference.project.name");
  }

  @Test
  void suppressionHoldsBelowAnObservation() {
    assertThat(application.get("/suppressed")).isEqualTo("recorded");

    List<ReceivedSpan> spans = receiver.awaitSpans(3);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /suppressed
              inner
              LLM recorded
            """);
  }

  @Test
  void anAsyncMethodGoesOnInTheRequest() {
    assertThat(application.get("/async")).isEqualTo("done");

    List<ReceivedSpan> spans = receiver.awaitSpans(3);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /async
              background
                LLM model
            """);
    assertThat(ReceivedTree.named(spans, "model").attributes())
        .containsEntry("session.id", "chat-2");
  }

  @Test
  void aScopeEndsWithItsRequest() {
    application.get("/scoped");
    application.get("/plain");

    ReceivedSpan plain = ReceivedTree.named(receiver.awaitSpans(6), "plain");
    assertThat(plain.attributes()).doesNotContainKeys("session.id", "user.id", "metadata");
  }

  @Test
  void aRequestWithoutModelCallStaysOutOfTheProject() {
    application.get("/page");
    application.get("/actuator/health");
    application.get("/plain");

    assertThat(ReceivedTree.of(receiver.awaitSpans(2)))
        .isEqualTo(
            """
            http get /plain
              LLM plain
            """);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAsync
  static class Application {

    @Bean
    Pages pages(OpenTelemetry openTelemetry, ObservationRegistry observations, Background task) {
      return new Pages(OpenInferenceTracer.create(openTelemetry), observations, task);
    }

    @Bean
    Background background(OpenTelemetry openTelemetry, ObservationRegistry observations) {
      return new Background(OpenInferenceTracer.create(openTelemetry), observations);
    }
  }

  @RestController
  static class Pages {

    private final OpenInferenceTracer tracer;
    private final ObservationRegistry observations;
    private final Background background;

    Pages(OpenInferenceTracer tracer, ObservationRegistry observations, Background background) {
      this.tracer = tracer;
      this.observations = observations;
      this.background = background;
    }

    @GetMapping("/scoped")
    String scoped() {
      try (Scope project = OpenInference.usingProject("bot");
          Scope session = OpenInference.usingSession("chat-1");
          Scope user = OpenInference.usingUser("ada");
          Scope metadata = OpenInference.usingMetadata(Map.of("plan", "free"));
          Scope tags = OpenInference.usingTags("blue");
          Scope template = OpenInference.usingPromptTemplate("Hi {name}", Map.of(), "1")) {
        return Observation.createNotStarted("inner", observations)
            .observe(
                () ->
                    tracer
                        .llm("model")
                        .call(
                            span ->
                                Observation.createNotStarted("outgoing", observations)
                                    .observe(() -> "answer")));
      }
    }

    @GetMapping("/suppressed")
    String suppressed() {
      try (Scope ignored = OpenInference.suppressTracing()) {
        Observation.createNotStarted("inner", observations)
            .observe(() -> tracer.llm("hidden").call(span -> "hidden"));
      }
      return tracer.llm("recorded").call(span -> "recorded");
    }

    @GetMapping("/async")
    String async() throws ExecutionException, InterruptedException {
      try (Scope session = OpenInference.usingSession("chat-2")) {
        return background.run().get();
      }
    }

    @GetMapping("/plain")
    String plain() {
      return tracer.llm("plain").call(span -> String.valueOf(Context.current() == Context.root()));
    }

    @GetMapping("/page")
    String page() {
      return "page";
    }
  }

  static class Background {

    private final OpenInferenceTracer tracer;
    private final ObservationRegistry observations;

    Background(OpenInferenceTracer tracer, ObservationRegistry observations) {
      this.tracer = tracer;
      this.observations = observations;
    }

    @Async
    CompletableFuture<String> run() {
      return CompletableFuture.completedFuture(
          Observation.createNotStarted("background", observations)
              .observe(() -> tracer.llm("model").call(span -> "done")));
    }
  }
}
