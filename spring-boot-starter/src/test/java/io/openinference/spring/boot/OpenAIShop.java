// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * An application on the model, the client and the memory that Spring AI sets up. The application
 * knows nothing of OpenInference, so that it runs without the starter too.
 */
final class OpenAIShop {

  /** Properties of both majors of Spring AI. */
  static String[] properties(String modelUrl) {
    return new String[] {
      "spring.ai.model.chat=openai",
      "spring.ai.openai.api-key=key",
      "spring.ai.openai.base-url=" + modelUrl,
      "spring.ai.openai.chat.model=gpt-5-mini",
      "spring.ai.openai.chat.options.model=gpt-5-mini",
      "spring.ai.openai.chat.options.stream-usage=true",
      "spring.ai.retry.max-attempts=1"
    };
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAsync
  static class Application {

    /** Injects a bean by its class, which must stay possible. */
    @Bean
    Pages pages(
        ChatClient.Builder builder,
        ChatMemory memory,
        OpenAiChatModel model,
        ObservationRegistry observations,
        Background background) {
      ChatClient client =
          builder
              .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
              .defaultTools(new OrderTools())
              .build();
      return new Pages(client, model, observations, background);
    }

    @Bean
    Background background() {
      return new Background();
    }
  }

  @RestController
  static class Pages {

    private final ChatClient client;
    private final OpenAiChatModel model;
    private final ObservationRegistry observations;
    private final Background background;

    Pages(
        ChatClient client,
        OpenAiChatModel model,
        ObservationRegistry observations,
        Background background) {
      this.client = client;
      this.model = model;
      this.observations = observations;
      this.background = background;
    }

    private ChatClient.ChatClientRequestSpec request(String chat) {
      return client
          .prompt("Where is 1042?")
          .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, chat));
    }

    @GetMapping("/ask/{chat}")
    String ask(@PathVariable("chat") String chat) {
      return request(chat).call().content();
    }

    @GetMapping("/stream/{chat}")
    Flux<String> stream(@PathVariable("chat") String chat) {
      return request(chat).stream().content();
    }

    @GetMapping("/model")
    String model() {
      return model.call("Where is 1042?");
    }

    /** Asks on a thread of Boot's executor, inside an observation of the application. */
    @GetMapping("/async/{chat}")
    String async(@PathVariable("chat") String chat) {
      return Observation.createNotStarted("inner", observations)
          .observe(() -> background.run(() -> ask(chat)).join());
    }

    /** Reads one part of the stream and goes away. */
    @GetMapping("/cancel/{chat}")
    String cancel(@PathVariable("chat") String chat) {
      return request(chat).stream().content().blockFirst();
    }
  }

  static class Background {

    @Async
    CompletableFuture<String> run(java.util.function.Supplier<String> question) {
      return CompletableFuture.completedFuture(question.get());
    }
  }

  static class OrderTools {

    @Tool(description = "Tells where an order is.")
    String orderStatus(String number) {
      return "delivered";
    }
  }

  private OpenAIShop() {}
}
