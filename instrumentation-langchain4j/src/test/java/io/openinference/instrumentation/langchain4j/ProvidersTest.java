// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.StubAnswers.chunk;
import static io.openinference.instrumentation.langchain4j.StubAnswers.json;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers in the shapes of real servers, through LangChain4j's own models of them: whole, as a
 * stream, and as history of the next request.
 */
class ProvidersTest extends RunDoorTest {

  static Stream<ProviderExchange> exchanges() {
    return Stream.concat(OpenAiFormExchanges.all(), OwnFormExchanges.all());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAnAnswer(ProviderExchange exchange) {
    server.enqueue(exchange.whole());

    TracedParts.traced(door, exchange.api().model(server.baseUrl()), instrumentor)
        .chat(UserMessage.from("Hi"));

    assertThat(attributes(telemetry.spans().get(0))).containsAllEntriesOf(exchange.expected());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAStream(ProviderExchange exchange) throws Exception {
    server.enqueue(exchange.streamed());

    stream(exchange.api());

    assertThat(attributes(telemetry.spans().get(0))).containsAllEntriesOf(exchange.expected());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsAnAnswerAsHistory(ProviderExchange exchange) {
    server.enqueue(exchange.whole(), exchange.whole());
    ChatModel model =
        TracedParts.traced(door, exchange.api().model(server.baseUrl()), instrumentor);
    UserMessage question = UserMessage.from("Hi");
    AiMessage answer = model.chat(question).aiMessage();

    model.chat(question, answer, UserMessage.from("Go on"));

    assertThat(attributes(telemetry.spans().get(1)))
        .containsAllEntriesOf(exchange.expectedInHistory());
  }

  @Test
  void tellsAFailureInAStreamOfStatus200() throws Exception {
    server.enqueue(
        StubResponse.sse(
            chunk("m", "{'index': 0, 'delta': {'content': 'Hel'}}"),
            json("{'error': {'message': 'Provider returned error', 'code': 429}}"),
            "[DONE]"));

    stream(ProviderApi.OPENAI);

    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("Provider returned error")
        .hasAttribute("output.value", "Hel");
  }

  @Test
  void tellsAFailureInAChoice() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'c1', 'object': 'chat.completion', 'created': 1, 'model': 'm',"
                    + " 'choices': [{'index': 0, 'message': {'role': 'assistant',"
                    + " 'content': 'Hel'}, 'finish_reason': 'error',"
                    + " 'error': {'message': 'Overloaded', 'code': 502}}]}")));

    TracedParts.traced(door, ProviderApi.OPENAI.model(server.baseUrl()), instrumentor)
        .chat(UserMessage.from("Hi"));

    assertThat(telemetry.spans().get(0))
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("Overloaded")
        .hasAttribute("llm.finish_reason", "error")
        .hasAttribute("output.value", "Hel");
  }

  private void stream(ProviderApi api) throws Exception {
    StreamedAnswer answer = new StreamedAnswer();
    TracedParts.traced(door, api.streamingModel(server.baseUrl()), instrumentor)
        .chat(List.of(UserMessage.from("Hi")), answer);
    answer.get(20, TimeUnit.SECONDS);
    telemetry.awaitSpans(1);
  }
}
