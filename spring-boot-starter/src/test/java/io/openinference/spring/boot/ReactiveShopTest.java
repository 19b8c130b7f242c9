// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Streams of Spring AI's own models from controllers of a WebFlux application. */
class ReactiveShopTest {

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
            "reactive",
            List.of(OpenAIShop.Application.class, Sessions.class),
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

  private static List<ReceivedSpan> spansOf(String path) {
    return ReceivedTree.await(receiver, "http get " + path, 4);
  }

  /** Requires the session on the spans of Spring AI, which have a kind. */
  private static void assertSession(List<ReceivedSpan> spans, String session) {
    assertThat(spans)
        .filteredOn(span -> span.attributes().containsKey("openinference.span.kind"))
        .hasSize(4)
        .allSatisfy(span -> assertThat(span.attributes()).containsEntry("session.id", session));
  }

  @Test
  void aFluxOfAControllerIsBelowTheRequest() {
    assertThat(application.get("/stream/c-1")).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/stream/{chat}");
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo("http get /stream/{chat}\n" + TREE);
    assertSession(spans, "c-1");
  }

  @Test
  void valuesOfAPipelineReachAllSpansOfAStream() {
    assertThat(application.get("/written")).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/written");
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo("http get /written\n" + TREE);
    assertSession(spans, "s-1");
  }

  /** The scope is open while the stream runs. */
  @Test
  void aScopeAroundAStreamThatIsReadInsideReachesAllSpans() {
    assertThat(application.get("/inside")).contains("delivered");

    List<ReceivedSpan> spans = spansOf("/inside");
    assertThat(ReceivedTree.withoutRequests(spans)).isEqualTo("http get /inside\n" + TREE);
    assertSession(spans, "s-2");
  }

  /** The scope has closed before the stream starts, so it reaches nothing and stays nowhere. */
  @Test
  void aScopeAroundALazyFluxStaysOnNoThread() {
    assertThat(application.get("/lazy")).contains("delivered");
    List<ReceivedSpan> lazy = spansOf("/lazy");
    receiver.clear();
    assertThat(application.get("/inside")).contains("delivered");

    assertThat(ReceivedTree.withoutRequests(lazy)).isEqualTo("http get /lazy\n" + TREE);
    assertThat(lazy)
        .allSatisfy(span -> assertThat(span.attributes()).doesNotContainKey("session.id"));
    assertSession(spansOf("/inside"), "s-2");
  }

  @Configuration(proxyBeanMethods = false)
  static class Sessions {

    @Bean
    SessionPages sessionPages(ChatClient.Builder builder) {
      return new SessionPages(builder.defaultTools(new OpenAIShop.OrderTools()).build());
    }
  }

  @RestController
  static class SessionPages {

    private final ChatClient client;

    SessionPages(ChatClient client) {
      this.client = client;
    }

    private Flux<String> stream() {
      return client.prompt("Where is 1042?").stream().content();
    }

    @GetMapping("/written")
    Flux<String> written() {
      return stream()
          .contextWrite(
              OpenInferenceReactor.using(ContextAttributes.builder().sessionId("s-1").build()));
    }

    @GetMapping("/inside")
    Mono<String> inside() {
      return Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic());
    }

    private String read() {
      try (Scope session = OpenInference.usingSession("s-2")) {
        return String.join("", stream().collectList().block());
      }
    }

    @GetMapping("/lazy")
    Flux<String> lazy() {
      try (Scope session = OpenInference.usingSession("s-3")) {
        return stream();
      }
    }
  }
}
