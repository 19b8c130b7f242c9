// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "servlet", List.of(OpenAIShop.Application.class), properties.toArray(String[]::new));
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

  private static long tokens(List<ReceivedSpan> spans) {
    return spans.stream()
        .map(span -> span.attributes().get("llm.token_count.total"))
        .filter(total -> total != null)
        .mapToLong(total -> (Long) total)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "stream"})
  void aQuestionWithMemoryAndAToolIsBelowTheRequest(String page) {
    assertThat(application.get("/" + page + "/c-1")).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/" + page + "/{chat}", 4);
    assertThat(ReceivedTree.withoutRequests(spans))
        .isEqualTo("http get /" + page + "/{chat}\n" + TREE);
    assertThat(tokens(spans)).isEqualTo(2 * 29);
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
}
