// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Requests to a web application on Spring AI's own models, with Boot's OpenTelemetry. */
class OpenAIShopTest {

  private static final String TREE =
      """
        AGENT ChatClient
          LLM gpt-5-mini
          TOOL orderStatus
          LLM gpt-5-mini
      """;

  private static OtlpReceiver receiver;
  private static StubServer model;
  private static BootApplication application;

  @BeforeAll
  static void start() {
    receiver = OtlpReceiver.start();
    model = ShopModel.start();
    List<String> properties = new ArrayList<>(List.of(OpenAIShop.properties(model.baseUrl())));
    properties.add("openinference.endpoint=" + receiver.endpoint());
    properties.add("openinference.batching=false");
    application =
        BootApplication.start(
            "servlet",
            List.of(OpenAIShop.Application.class, ScopedPages.class),
            properties.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    application.close();
    receiver.close();
    model.close();
  }

  @BeforeEach
  void clear() {
    receiver.clear();
  }

  private static List<ReceivedSpan> spansOf(String path, int openInferenceSpans) {
    return ReceivedTree.await(receiver, "http get " + path, openInferenceSpans);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "stream"})
  void aQuestionWithMemoryAndAToolIsBelowTheRequest(String page) {
    assertThat(application.get("/" + page + "/c-1")).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/" + page + "/{chat}", 4);
    assertThat(ReceivedTree.withoutRequests(spans))
        .isEqualTo("http get /" + page + "/{chat}\n" + TREE);
    assertThat(ReceivedTree.tokens(spans)).isEqualTo(2 * 29);
    assertThat(spans)
        .filteredOn(span -> span.attributes().containsKey("openinference.span.kind"))
        .hasSize(4)
        .allSatisfy(
            span -> {
              assertThat(span.attributes()).containsEntry("session.id", "c-1");
              assertThat(span.status()).isEqualTo(StatusCode.OK);
            });
    assertThat(ReceivedTree.named(spans, "ChatClient").attributes())
        .containsEntry("input.value", "Where is 1042?")
        .containsEntry("output.value", "delivered")
        .doesNotContainKey("llm.token_count.total");
    // Micrometer's metrics stay.
    MeterRegistry metrics = application.context().getBean(MeterRegistry.class);
    for (String name :
        List.of("gen_ai.client.operation", "spring.ai.chat.client", "spring.ai.tool")) {
      assertThat(metrics.find(name).timers()).as(name).isNotEmpty();
    }
    assertThat(ReceivedTree.named(spans, "orderStatus").attributes())
        .containsEntry("session.id", "c-1")
        .containsEntry("tool.id", "call_1")
        .containsEntry("input.value", "{\"number\":\"1042\"}")
        .containsEntry("output.value", "\"delivered\"");
  }

  @Test
  void aModelThatIsInjectedByItsClassIsTraced() {
    assertThat(application.get("/model")).isEqualTo("delivered");

    assertThat(ReceivedTree.withoutRequests(spansOf("/model", 1)))
        .isEqualTo("http get /model\n  LLM gpt-5-mini\n");
  }

  @Test
  void anAsynchronousQuestionIsBelowTheObservationOfTheApplication() {
    assertThat(application.get("/async/c-2")).isEqualTo("delivered");

    assertThat(ReceivedTree.withoutRequests(spansOf("/async/{chat}", 4)))
        .isEqualTo("http get /async/{chat}\n  inner\n" + TREE.indent(2));
  }

  @Test
  void aStreamThatNobodyReadsToItsEndEndsItsSpans() {
    assertThat(application.get("/cancel/c-3")).isEqualTo("delivered");

    assertThat(ReceivedTree.withoutRequests(spansOf("/cancel/{chat}", 4)))
        .isEqualTo("http get /cancel/{chat}\n" + TREE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "stream"})
  void scopesInsideARequestReachTheWholeTree(String page) {
    assertThat(application.get("/scoped/" + page)).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/scoped/{page}", 4);
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo("http get /scoped/{page}\n" + TREE);
    assertThat(ReceivedTree.tokens(spans)).isEqualTo(2 * 29);
    assertThat(spans)
        .filteredOn(span -> span.attributes().containsKey("openinference.span.kind"))
        .hasSize(4)
        .allSatisfy(
            span -> {
              assertThat(span.attributes())
                  .containsEntry("session.id", "mine")
                  .containsEntry("user.id", "ada");
              assertThat(span.resourceAttributes())
                  .containsEntry("openinference.project.name", "orders");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "stream"})
  void aSuppressedQuestionMakesNoSpanInARequestThatIsTraced(String page) {
    assertThat(application.get("/suppressed/" + page)).contains("delivered");
    assertThat(application.get("/model")).isEqualTo("delivered");

    assertThat(ReceivedTree.withoutRequests(spansOf("/model", 1)))
        .isEqualTo("http get /model\n  LLM gpt-5-mini\n");
  }

  /** On Boot 4, Spring AI's model calls openai-java, which is traced too. */
  @ParameterizedTest
  @ValueSource(strings = {"ask", "stream"})
  void aCallIsOneSpanWhereItsClientIsTracedToo(String page) {
    OpenTelemetry openTelemetry = application.context().getBean(OpenTelemetry.class);
    OpenAIInstrumentor client = OpenAIInstrumentor.instrument(openTelemetry);
    SpringAIInstrumentor framework = SpringAIInstrumentor.instrument(openTelemetry);
    try {
      assertThat(application.get("/" + page + "/c-4")).contains("delivered");

      List<ReceivedSpan> spans = spansOf("/" + page + "/{chat}", 4);
      assertThat(ReceivedTree.withoutRequests(spans))
          .isEqualTo("http get /" + page + "/{chat}\n" + TREE);
      assertThat(ReceivedTree.tokens(spans)).isEqualTo(2 * 29);
    } finally {
      client.uninstrument();
      framework.uninstrument();
    }
  }

  @RestController
  static class ScopedPages {

    private final OpenAIShop.Pages pages;

    ScopedPages(OpenAIShop.Pages pages) {
      this.pages = pages;
    }

    @GetMapping("/scoped/{page}")
    String scoped(@PathVariable("page") String page) {
      try (Scope project = OpenInference.usingProject("orders");
          Scope user = OpenInference.usingUser("ada");
          Scope session = OpenInference.usingSession("mine")) {
        return answer(page);
      }
    }

    @GetMapping("/suppressed/{page}")
    String suppressed(@PathVariable("page") String page) {
      try (Scope ignored = OpenInference.suppressTracing()) {
        return answer(page);
      }
    }

    private String answer(String page) {
      return page.equals("ask")
          ? pages.ask("c-5")
          : String.join("", pages.stream("c-5").collectList().block());
    }
  }
}
