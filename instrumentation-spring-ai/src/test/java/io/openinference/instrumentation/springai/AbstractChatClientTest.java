// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.ai.chat.client.ChatClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Asks a chat client for the weather, and knows what the spans of question and answer have. */
abstract class AbstractChatClientTest extends AbstractSpringAITest {

  /** Asks a question and returns the answer. */
  static String ask(ChatClient client, boolean stream, Object... tools) {
    ChatClient.ChatClientRequestSpec request =
        client.prompt().system("Be brief.").user("How is the weather in Oslo?").tools(tools);
    return stream
        ? String.join("", request.stream().content().collectList().block())
        : request.call().content();
  }

  static StubResponse text(boolean stream) {
    return stream ? Replies.streamedText("It is ", "sunny.") : Replies.text("It is sunny.");
  }

  @SafeVarargs
  static Map<String, Object> with(Map<String, ?>... parts) {
    Map<String, Object> all = new HashMap<>();
    for (Map<String, ?> part : parts) {
      all.putAll(part);
    }
    return all;
  }

  /** What a call of the model has that has not been answered. */
  static Map<String, Object> request() {
    return Map.of(
        "openinference.span.kind", "LLM",
        "llm.system", "openai",
        "llm.provider", "openai",
        "llm.model_name", "gpt-5-mini",
        "input.value",
            "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"How is the weather in Oslo?\"}]}",
        "input.mime_type", "application/json",
        "llm.input_messages.0.message.role", "system",
        "llm.input_messages.0.message.content", "Be brief.",
        "llm.input_messages.1.message.role", "user",
        "llm.input_messages.1.message.content", "How is the weather in Oslo?");
  }

  /** What a call of the model has that has been answered. */
  static Map<String, Object> question() {
    return with(
        request(),
        Map.of(
            "llm.model_name", "gpt-5-mini-2025-08-07",
            "llm.request.model_name", "gpt-5-mini",
            "llm.response.model_name", "gpt-5-mini-2025-08-07"));
  }

  static Map<String, Object> sunny() {
    return Map.of(
        "output.value", "It is sunny.",
        "output.mime_type", "text/plain",
        "llm.output_messages.0.message.role", "assistant",
        "llm.output_messages.0.message.content", "It is sunny.",
        "llm.finish_reason", "stop",
        "llm.token_count.prompt", 20L,
        "llm.token_count.completion", 9L,
        "llm.token_count.total", 29L);
  }

  /**
   * Ends the answer a moment after the cancel. The client that Spring AI 2 calls closes its reader
   * on the thread that cancels, and waits there for the thread that reads: until the provider sends
   * something, or until the timeout of 10 seconds.
   */
  static Flux<String> endingAfterCancel(Flux<String> parts, SseStream events) {
    return Models.IS_SPRING_AI_2
        ? parts.doOnCancel(
            () -> Schedulers.parallel().schedule(() -> events.end(), 500, TimeUnit.MILLISECONDS))
        : parts;
  }
}
