// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Requests to a chat client, answered at once and as a stream. */
class ChatClientTest extends AbstractChatClientTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsAnAnswer(boolean stream) {
    server.enqueue(text(stream));

    assertThat(ask(client(), stream)).isEqualTo("It is sunny.");
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How is the weather in Oslo?",
                "input.mime_type", "text/plain",
                "output.value", "It is sunny.",
                "output.mime_type", "text/plain"));
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasJsonAttribute("llm.invocation_parameters", Models.PARAMETERS)
        .hasExactlyAttributesExcept(
            with(
                question(),
                sunny(),
                // The parts of a stream have no details.
                stream
                    ? Map.of()
                    : Map.of(
                        "llm.token_count.prompt_details.cache_read", 16L,
                        "llm.token_count.completion_details.reasoning", 5L)),
            "llm.invocation_parameters");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsThoughtsBetweenTags(boolean stream) {
    server.enqueue(
        stream
            ? StubResponse.sse(
                qwen("chat.completion.chunk", "delta", "<think>\\nGreet.\\n</th"),
                qwen("chat.completion.chunk", "delta", "ink>\\n\\nHello"),
                "[DONE]")
            : StubResponse.json(
                qwen("chat.completion", "message", "<think>\\nGreet.\\n</think>\\n\\nHello")));

    assertThat(ask(client(), stream)).isEqualTo("<think>\nGreet.\n</think>\n\nHello");
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute("llm.output_messages.0.message.contents.0.message_content.type", "reasoning")
        .hasAttribute("llm.output_messages.0.message.contents.0.message_content.text", "Greet.")
        .hasAttribute("llm.output_messages.0.message.contents.1.message_content.text", "Hello")
        .doesNotHaveAttribute("llm.output_messages.0.message.content");
  }

  private static String qwen(String object, String part, String text) {
    return "{\"id\":\"c\",\"object\":\"%s\",\"created\":1,\"model\":\"qwen3:8b\",\"choices\":[{\"index\":0,\"%s\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}"
        .formatted(object, part, text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsARefusalOfTheServer(boolean stream) {
    server.handler(
        request ->
            StubResponse.json(400, "{\"error\":{\"message\":\"no such model\",\"type\":\"x\"}}"));

    assertThatThrownBy(() -> ask(client(), stream)).isInstanceOf(RuntimeException.class);
    telemetry.awaitSpans(2);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient !
              LLM gpt-5-mini !
            """);
    String exception =
        Models.IS_SPRING_AI_2
            ? "com.openai.errors.BadRequestException"
            : stream
                ? WebClientResponseException.BadRequest.class.getCanonicalName()
                : NonTransientAiException.class.getName();
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.ERROR)
        .hasException(exception)
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How is the weather in Oslo?",
                "input.mime_type", "text/plain"));
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.ERROR)
        .hasException(exception)
        .hasJsonAttribute("llm.invocation_parameters", Models.PARAMETERS)
        .hasExactlyAttributesExcept(request(), "llm.invocation_parameters");
    assertThat(telemetry.trace().span("gpt-5-mini").getEvents()).hasSize(1);
  }

  /** A structured answer. */
  record Place(String city) {}

  @Test
  void recordsStructuredOutput() {
    server.enqueue(Replies.text("{\\\"city\\\":\\\"Oslo\\\"}"));

    Place place = client().prompt().user("Where?").call().entity(Place.class);

    assertThat(place).isEqualTo(new Place("Oslo"));
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "{\"city\":\"Oslo\"}");
  }

  @Test
  void recordsStructuredOutputOfAStream() {
    server.enqueue(Replies.streamedText("{\\\"city\\\":", "\\\"Oslo\\\"}"));
    BeanOutputConverter<Place> converter = new BeanOutputConverter<>(Place.class);

    String answer =
        String.join(
            "",
            client()
                .prompt()
                .user("Where? " + converter.getFormat().replace("{", "\\{").replace("}", "\\}"))
                .stream()
                .content()
                .collectList()
                .block());

    assertThat(converter.convert(answer)).isEqualTo(new Place("Oslo"));
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root()).hasAttribute("output.value", "{\"city\":\"Oslo\"}");
  }

  @Test
  void endsTheSpansOfACancelledStream() {
    SseStream events = SseStream.create();
    events.emit(Replies.chunk("{\"role\":\"assistant\",\"content\":\"It \"}", null));
    events.emit(Replies.chunk("{\"content\":\"is \"}", null));
    events.emit(Replies.chunk("{\"content\":\"sunny\"}", null));
    server.enqueue(StubResponse.sse(events));

    endingAfterCancel(client().prompt().user("How?").stream().content(), events)
        .take(1)
        .collectList()
        .block();
    telemetry.awaitSpans(2);
    events.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root())
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "input.value", "How?",
                "input.mime_type", "text/plain"));
    // The parts reach a wrapped model only.
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasStatus(StatusCode.OK)
        .hasNoEvents()
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.system", "openai",
                "llm.provider", "openai",
                "llm.model_name", "gpt-5-mini",
                "input.value", "{\"messages\":[{\"role\":\"user\",\"content\":\"How?\"}]}",
                "input.mime_type", "application/json",
                "llm.input_messages.0.message.role", "user",
                "llm.input_messages.0.message.content", "How?"),
            "llm.invocation_parameters");
  }

  @Test
  void recordsAModelWithoutAClient() {
    server.enqueue(Replies.text("It is sunny."));

    model().call(new Prompt("How?"));

    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
  }

  @Test
  void recordsTheModelAloneOfAClientWithoutRegistry() {
    server.enqueue(Replies.text("It is sunny."));

    ChatClient.create(model()).prompt("How?").call().content();

    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
  }

  @Test
  void recordsARetryAsOneCall() {
    server.enqueue(StubResponse.json(500, "{\"error\":{}}"), Replies.text("It is sunny."));

    Models.chat(server.baseUrl(), registry, toolCallingManager(), 2).call(new Prompt("How?"));

    assertThat(server.requests()).hasSize(2);
    assertThat(telemetry.trace()).hasTree("LLM gpt-5-mini\n");
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.OK);
  }

  @Test
  void recordsImagesAndAudioInAMessage() {
    server.enqueue(Replies.text("A cat."));
    byte[] bytes = {1, 2, 3};

    client()
        .prompt()
        .user(
            user ->
                user.text("What is it?")
                    .media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(bytes))
                    .media(MimeTypeUtils.parseMimeType("audio/wav"), new ByteArrayResource(bytes)))
        .call()
        .content();

    String contents = "llm.input_messages.0.message.contents.";
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute(contents + "0.message_content.type", "text")
        .hasAttribute(contents + "0.message_content.text", "What is it?")
        .hasAttribute(contents + "1.message_content.type", "image")
        .hasAttribute(contents + "1.message_content.image.image.url", "data:image/png;base64,AQID")
        .hasAttribute(contents + "2.message_content.type", "audio")
        .hasAttribute(contents + "2.message_content.audio.audio.url", "data:audio/wav;base64,AQID")
        .hasAttribute(contents + "2.message_content.audio.audio.mime_type", "audio/wav");
    assertThat(telemetry.trace().root())
        .hasAttribute("input.mime_type", "application/json")
        .hasAttribute(
            "input.value",
            "{\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"text\",\"text\":\"What is it?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}},"
                + "{\"type\":\"audio\"}]}]}");
  }
}
