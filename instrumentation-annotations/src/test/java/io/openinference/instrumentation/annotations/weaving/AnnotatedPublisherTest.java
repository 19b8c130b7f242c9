// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.annotations.Agent;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class AnnotatedPublisherTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final Shop shop = new Shop();
  private AnnotationInstrumentor instrumentor;

  static class Shop {

    final AtomicInteger subscriptions = new AtomicInteger();
    final Sinks.Many<String> words = Sinks.many().unicast().onBackpressureBuffer();

    @Agent(name = "shop")
    Mono<String> answer(String question) {
      return Mono.deferContextual(
          context -> {
            subscriptions.incrementAndGet();
            return Mono.just(orderStatus() + " to " + context.get("user"));
          });
    }

    @Tool
    String orderStatus() {
      return "delivered";
    }

    @Chain
    Flux<String> stream() {
      return words.asFlux();
    }

    @Chain
    Publisher<String> publishMono() {
      return Mono.just("one");
    }

    @Chain
    Publisher<String> publish() {
      Flux<String> two = Flux.just("one", "two");
      return two::subscribe; // Neither a Mono nor a Flux.
    }

    @Chain
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("no"));
    }

    @Chain
    ConnectableFlux<String> share() {
      return Flux.just("one").publish();
    }

    @Chain
    <T> T call(Supplier<T> code) {
      return code.get();
    }

    @Chain
    Flux<String> nothing() {
      return null;
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
  void aPublisherThatNobodySubscribesToEndsItsSpanAsGarbage() {
    shop.answer("Where is it?");
    shop.stream();
    shop.publish();
    shop.publishMono();

    Garbage.collectUntil(() -> telemetry.spans().size() == 4);
    assertThat(shop.subscriptions).hasValue(0);
  }

  @Test
  void recordsTheValueOfMonoAndWhatItsSourceCalls() {
    Mono<String> answer = shop.answer("Where is it?");
    assertThat(shop.subscriptions).hasValue(0);
    assertThat(telemetry.spans()).isEmpty();

    assertThat(answer.contextWrite(context -> context.put("user", "ada")).block())
        .isEqualTo("delivered to ada");

    assertThat(shop.subscriptions).hasValue(1);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT shop
              TOOL orderStatus
            """);
    assertThat(telemetry.trace())
        .span("shop")
        .hasAttribute("input.value", "{\"question\":\"Where is it?\"}")
        .hasAttribute("output.value", "delivered to ada");
  }

  @Test
  void endsWithTheFlux() {
    AtomicInteger received = new AtomicInteger();
    shop.stream().subscribe(word -> received.incrementAndGet());
    shop.words.tryEmitNext("a").orThrow();
    assertThat(received).hasValue(1);
    assertThat(telemetry.spans()).isEmpty();

    shop.words.tryEmitComplete().orThrow();

    assertThat(telemetry.trace()).hasTree("CHAIN stream");
  }

  @Test
  void endsWithTheCancellation() {
    Disposable subscription = shop.stream().subscribe();
    assertThat(telemetry.spans()).isEmpty();

    subscription.dispose();

    assertThat(telemetry.trace()).hasTree("CHAIN stream");
  }

  @Test
  void publishersStayWhatTheyAre() {
    Publisher<String> mono = shop.publishMono();
    assertThat(mono).isInstanceOf(Mono.class);
    Publisher<String> publisher = shop.publish();
    assertThat(telemetry.spans()).isEmpty();

    assertThat(Mono.from(mono).block()).isEqualTo("one");
    assertThat(Flux.from(publisher).collectList().block()).isEqualTo(List.of("one", "two"));

    assertThat(telemetry.spans()).extracting("name").containsExactly("publishMono", "publish");
  }

  @Test
  void errorsMakeTheSpanAnError() {
    Mono<String> failing = shop.fail();

    assertThatThrownBy(failing::block).hasMessage("no");

    assertThat(telemetry.trace()).hasTree("CHAIN fail !");
    assertThat(telemetry.spans().get(0)).hasException(IllegalStateException.class);
  }

  @Test
  void whatCannotBeReplacedEndsAtOnce() {
    ConnectableFlux<String> shared = shop.share();
    assertThat(telemetry.trace()).hasTree("CHAIN share");

    assertThat(shared.autoConnect().collectList().block()).isEqualTo(List.of("one"));
    assertThat(shop.nothing()).isNull();
    assertThat(telemetry.spans()).extracting("name").containsExactly("share", "nothing");
  }

  @Test
  void whatHasTheTypeThatItsCallerAsksForKeepsItsClass() {
    ConnectableFlux<String> shared = shop.call(() -> Flux.just("one").publish());
    SubmissionPublisher<String> own = shop.call(SubmissionPublisher::new);

    assertThat(shared.autoConnect().blockLast()).isEqualTo("one");
    own.close();
    assertThat(telemetry.spans()).extracting("name").containsExactly("call", "call");
  }
}
