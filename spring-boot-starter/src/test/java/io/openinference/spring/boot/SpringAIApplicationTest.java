// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with a chat client of Spring AI. */
class SpringAIApplicationTest {

  @Test
  void theWholeTreeIsBelowTheRequest() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application = start(receiver)) {
      assertThat(application.get("/ask")).isEqualTo("delivered");

      assertThat(ReceivedTree.of(receiver.awaitSpans(3)))
          .isEqualTo(
              """
              http get /ask
                CHAIN ChatClient
                  LLM ChatModel
              """);
    }
  }

  @Test
  void aSuppressedCallAnswersAndIsMeasured() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            start(receiver, "management.endpoints.web.exposure.include=metrics")) {
      assertThat(application.get("/suppressed")).isEqualTo("delivered");
      assertThat(application.get("/ask")).isEqualTo("delivered");

      assertThat(receiver.awaitSpans(3)).hasSize(3);
      assertThat(application.get("/actuator/metrics/gen_ai.client.operation"))
          .contains("{\"statistic\":\"COUNT\",\"value\":2.0}");
    }
  }

  @Test
  void anInstrumentationThatIsOffMakesNoSpans() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            start(
                receiver,
                "openinference.instrumentations.spring-ai=false",
                "openinference.traces=all")) {
      assertThat(application.get("/ask")).isEqualTo("delivered");

      receiver.awaitSpans(1);
      assertThat(ReceivedTree.of(receiver.spans())).doesNotContain("CHAIN", "LLM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "1.0"})
  void messagesAreReadForASpanThatIsSampled(String probability) {
    Watch.READ.clear();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            start(receiver, "management.tracing.sampling.probability=" + probability)) {
      assertThat(application.get("/ask")).isEqualTo("delivered");

      boolean isSampled = probability.equals("1.0");
      assertThat(receiver.awaitSpans(isSampled ? 3 : 0)).hasSize(isSampled ? 3 : 0);
      assertThat(Watch.READ).isEqualTo(isSampled ? Set.of("question", "answer") : Set.of());
    }
  }

  private static BootApplication start(OtlpReceiver receiver, String... properties) {
    String[] all = new String[properties.length + 2];
    all[0] = "openinference.endpoint=" + receiver.endpoint();
    all[1] = "openinference.batching=false";
    System.arraycopy(properties, 0, all, 2, properties.length);
    return BootApplication.start("servlet", List.of(Application.class), all);
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    Pages pages(ObservationRegistry registry) {
      return new Pages(ChatClient.create(new ObservedModel(registry), registry));
    }
  }

  @RestController
  static class Pages {

    private final ChatClient client;

    Pages(ChatClient client) {
      this.client = client;
    }

    @GetMapping("/ask")
    String ask() {
      return client.prompt("Where is 1042?").call().content();
    }

    @GetMapping("/suppressed")
    String suppressed() {
      try (Scope ignored = OpenInference.suppressTracing()) {
        return ask();
      }
    }
  }

  /** Observes its calls, as the models of Spring AI do. */
  record ObservedModel(ObservationRegistry registry) implements ChatModel {

    @Override
    public ChatResponse call(Prompt prompt) {
      ChatModelObservationContext context =
          ChatModelObservationContext.builder()
              .prompt(new Prompt(List.of(new WatchedQuestion()), prompt.getOptions()))
              .provider("openai")
              .build();
      return Observation.createNotStarted("gen_ai.client.operation", () -> context, registry)
          .observe(
              () -> {
                ChatResponse response =
                    new ChatResponse(List.of(new Generation(new WatchedAnswer())));
                context.setResponse(response);
                return response;
              });
    }
  }

  private static final class WatchedQuestion extends UserMessage {

    WatchedQuestion() {
      super("Where is 1042?");
    }

    @Override
    public String getText() {
      Watch.notice("question");
      return super.getText();
    }
  }

  private static final class WatchedAnswer extends AssistantMessage {

    WatchedAnswer() {
      super("delivered");
    }

    @Override
    public String getText() {
      Watch.notice("answer");
      return super.getText();
    }
  }

  /** Notices which messages the instrumentation reads. */
  private static final class Watch {

    static final Set<String> READ = ConcurrentHashMap.newKeySet();

    static void notice(String message) {
      if (StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(frame -> isOfInstrumentation(frame.getClassName())))) {
        READ.add(message);
      }
    }

    private static boolean isOfInstrumentation(String className) {
      return className.startsWith(SpringAIInstrumentor.class.getPackageName());
    }

    private Watch() {}
  }
}
