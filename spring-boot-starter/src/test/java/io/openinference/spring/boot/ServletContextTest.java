// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            List.of(ServletApplication.Beans.class),
            "management.observations.annotations.enabled=true",
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

  /** Ways to go on in another thread. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "own-executor",
        "decorated",
        "adapter",
        "wrapped-service",
        "completable",
        "snapshot",
        "reactor"
      })
  void otherThreadsGoOnInTheRequest(String way) {
    assertThat(application.get("/threads/" + way)).isEqualTo("done");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /threads/{way}
              CHAIN caller
                background
                  LLM model
            """);
    assertThat(ReceivedTree.named(spans, "model").attributes())
        .containsEntry("session.id", "chat-3")
        .containsEntry("user.id", "ada");
  }

  @Test
  void aTracedMethodThatIsAsyncMakesOneSpanInTheRequest() {
    assertThat(application.get("/traced-async")).isEqualTo("done");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /traced-async
              CHAIN tracedInService
                background
                  LLM model
            """);
    for (String name : List.of("tracedInService", "model")) {
      assertThat(ReceivedTree.named(spans, name).attributes())
          .as(name)
          .containsEntry("session.id", "chat-6");
    }
  }

  @Test
  void scopesThatAreClosedInAnotherOrderLeaveNothing() {
    assertThat(application.get("/disordered")).isEqualTo("true");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            http get /disordered
              outer
                inner
                  LLM model
            """);
    assertThat(ReceivedTree.named(spans, "model").attributes()).containsEntry("session.id", "s-1");
  }

  @Test
  void aScheduledTaskIsATraceOfItsOwn() {
    assertThat(application.get("/schedule")).isEqualTo("done");

    List<ReceivedSpan> spans = receiver.awaitSpans(2);
    assertThat(ReceivedTree.of(spans))
        .isEqualTo(
            """
            task ticker.tick
              LLM tick
            """);
    assertThat(ReceivedTree.named(spans, "tick").attributes()).doesNotContainKey("session.id");
  }

  /** Methods that Spring's own proxies observe and run in a transaction as well. */
  @Test
  void anAnnotatedMethodThatIsObservedAndTransactionalMakesOneSpanOfEachKind() {
    assertThat(application.get("/annotated")).isEqualTo("delivered");

    List<ReceivedSpan> spans = receiver.awaitSpans(4);
    assertThat(ReceivedTree.of(spans))
        .isIn(
            """
            http get /annotated
              observed
                TOOL status
                  LLM model
            """,
            """
            http get /annotated
              TOOL status
                observed
                  LLM model
            """);
    for (String name : List.of("status", "model")) {
      assertThat(ReceivedTree.named(spans, name).attributes())
          .as(name)
          .containsEntry("session.id", "chat-5");
    }
    assertThat(application.context().getBean(ServletApplication.Transactions.class).committed)
        .isEqualTo(1);
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
}
