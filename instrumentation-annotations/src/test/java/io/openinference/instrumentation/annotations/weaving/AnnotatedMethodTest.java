// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.annotations.Agent;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.NotRecorded;
import io.openinference.instrumentation.annotations.Retriever;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnotatedMethodTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private AnnotationInstrumentor instrumentor;

  record Order(String number, int pairs) {}

  static class Shop {

    final CompletableFuture<String> later = new CompletableFuture<>();
    final SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 8);

    @Agent(name = "shop")
    String serve(String question, @NotRecorded String password) {
      return "You can: " + orderStatus("1042", 2);
    }

    @Tool(name = "order_status", description = "Where an \"order\" is")
    String orderStatus(String number, int days) {
      return "delivered";
    }

    @Chain
    void log(Order order) {}

    @Retriever
    List<String> search(String query) {
      return List.of("returns", "refunds");
    }

    @Traced(kind = OpenInferenceSpanKind.EVALUATOR)
    static double judge(List<String> answers) {
      return 0.5;
    }

    @Chain
    CompletableFuture<String> askLater() {
      return later;
    }

    @Chain
    Iterator<String> words() {
      return List.of("a", "b").iterator();
    }

    @Chain
    Iterator<String> noWords() {
      return null;
    }

    @Chain
    Stream<String> noStream() {
      return null;
    }

    @Chain
    Flow.Publisher<String> publish() {
      return publisher;
    }

    @Chain
    private void fail(IOException failure) throws IOException {
      throw failure;
    }
  }

  @BeforeEach
  void instrument() {
    instrumentor = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void uninstrument() {
    instrumentor.uninstrument();
  }

  @Test
  void recordsArgumentsAndResultOfAgentAndTool() {
    assertThat(new Shop().serve("Where is it?", "secret")).isEqualTo("You can: delivered");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT shop
              TOOL order_status
            """);
    assertThat(telemetry.trace())
        .span("shop")
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "AGENT",
                "agent.name", "shop",
                "input.value", "{\"question\":\"Where is it?\"}",
                "input.mime_type", "application/json",
                "output.value", "You can: delivered",
                "output.mime_type", "text/plain"));
    assertThat(telemetry.trace())
        .span("order_status")
        .hasAttribute("tool.name", "order_status")
        .hasAttribute("tool.description", "Where an \"order\" is")
        .hasJsonAttribute(
            "tool.json_schema",
            """
            {"type": "object",
             "properties": {"number": {"type": "string"}, "days": {"type": "integer"}},
             "required": ["number", "days"]}
            """)
        .hasJsonAttribute("input.value", "{\"number\": \"1042\", \"days\": 2}");
  }

  @Test
  void recordsRecordsListsAndNothingForVoid() {
    Shop shop = new Shop();
    shop.log(new Order("1042", 2));
    shop.search("shoes");
    Shop.judge(List.of("yes"));

    assertThat(telemetry.spans().get(0))
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "{\"order\":{\"number\":\"1042\",\"pairs\":2}}",
                "input.mime_type", "application/json"));
    assertThat(telemetry.spans().get(1))
        .hasJsonAttribute("output.value", "[\"returns\", \"refunds\"]");
    assertThat(telemetry.spans().get(2))
        .hasAttribute("openinference.span.kind", "EVALUATOR")
        .hasAttribute("output.value", "0.5");
  }

  @Test
  void endsWithTheFuture() {
    Shop shop = new Shop();
    CompletableFuture<String> answer = shop.askLater();
    assertThat(telemetry.spans()).isEmpty();

    shop.later.complete("later");

    assertThat(answer).isCompletedWithValue("later");
    assertThat(telemetry.spans().get(0)).hasAttribute("output.value", "later");
  }

  @Test
  void endsWithTheIterationAndThePublication() {
    Shop shop = new Shop();
    Iterator<String> words = shop.words();
    words.next();
    assertThat(telemetry.spans()).isEmpty();
    words.next();
    assertThat(words.hasNext()).isFalse();
    assertThat(telemetry.spans()).hasSize(1);

    CompletableFuture<Void> consumed =
        consume(shop.publish()); // Each element passes as it is published.
    shop.publisher.submit("a");
    assertThat(telemetry.spans()).hasSize(1);
    shop.publisher.close();
    consumed.join();
    assertThat(telemetry.spans()).hasSize(2);
  }

  @Test
  void nullInPlaceOfWhatEndsTheSpanEndsItToo() {
    assertThat(new Shop().noWords()).isNull();
    assertThat(new Shop().noStream()).isNull();

    assertThat(telemetry.spans()).hasSize(2);
    for (SpanData span : telemetry.spans()) {
      assertThat(span)
          .hasExactlyAttributes(Map.of("openinference.span.kind", "CHAIN"))
          .hasStatus(StatusCode.OK);
    }
  }

  private static CompletableFuture<Void> consume(Flow.Publisher<String> publisher) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(String element) {}

          @Override
          public void onError(Throwable failure) {
            done.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            done.complete(null);
          }
        });
    return done;
  }

  @Test
  void exceptionsMakeTheSpanAnError() {
    IOException failure = new IOException("no");

    assertThatThrownBy(() -> new Shop().fail(failure)).isSameAs(failure);

    assertThat(telemetry.trace()).hasTree("CHAIN fail !");
    assertThat(telemetry.spans().get(0)).hasException(IOException.class);
  }

  @Test
  void nothingAfterItWasTurnedOff() {
    assertThat(instrumentor.isOn()).isTrue();
    instrumentor.uninstrument();
    assertThat(instrumentor.isOn()).isFalse();

    new Shop().serve("Where is it?", "secret");

    assertThat(telemetry.spans()).isEmpty();
  }
}
