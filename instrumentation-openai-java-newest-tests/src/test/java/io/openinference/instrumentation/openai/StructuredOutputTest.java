// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.StructuredResponseCreateParams;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

/** Answers that openai-java reads into a class of the caller. */
class StructuredOutputTest extends AbstractOpenAITest {

  private static final String CITY = "{\\\"city\\\": \\\"Paris\\\"}";

  private static final StructuredChatCompletionCreateParams<Capital> CHAT =
      ChatCompletionCreateParams.builder()
          .model("gpt-4o")
          .addUserMessage("What is the capital of France?")
          .responseFormat(Capital.class)
          .build();

  private static final StructuredResponseCreateParams<Capital> RESPONSE =
      ResponseCreateParams.builder()
          .model("gpt-4o")
          .input("What is the capital of France?")
          .text(Capital.class)
          .build();

  @Test
  void structuredChat() {
    answer(StubResponse.json(chatAnswer()));

    StructuredChatCompletion<Capital> answer = wrapped.chat().completions().create(CHAT);

    assertThat(answer.choices().get(0).message().content().orElseThrow().city).isEqualTo("Paris");
    assertThat(answer).isEqualTo(unwrapped.chat().completions().create(CHAT));
    assertSameRequests();
    assertChatSpan(span());
  }

  @Test
  void structuredChatAsync() {
    answer(StubResponse.json(chatAnswer()));

    StructuredChatCompletion<Capital> answer =
        wrapped.async().chat().completions().create(CHAT).join();

    assertThat(answer.choices().get(0).message().content().orElseThrow().city).isEqualTo("Paris");
    assertChatSpan(span());
  }

  @Test
  void structuredChatStream() {
    answer(StubResponse.sse(SampleExchanges.CHAT_CHUNKS));

    try (StreamResponse<ChatCompletionChunk> chunks =
        wrapped.chat().completions().createStreaming(CHAT)) {
      assertThat(chunks.stream()).hasSize(SampleExchanges.CHAT_CHUNKS.length - 1);
    }

    assertThat(span())
        .isLlm()
        .hasName("ChatCompletion")
        .hasAttribute("llm.output_messages.0.message.content", "Paris.")
        .hasEvent(ExpectedSpan.FIRST_TOKEN);
  }

  @Test
  void structuredResponse() {
    answer(StubResponse.json(responseAnswer()));

    StructuredResponse<Capital> answer = wrapped.responses().create(RESPONSE);

    assertThat(cityOf(answer)).isEqualTo("Paris");
    assertThat(answer).isEqualTo(unwrapped.responses().create(RESPONSE));
    assertSameRequests();
    assertResponseSpan(span());
  }

  @Test
  void structuredResponseAsync() {
    answer(StubResponse.json(responseAnswer()));

    StructuredResponse<Capital> answer = wrapped.async().responses().create(RESPONSE).join();

    assertThat(cityOf(answer)).isEqualTo("Paris");
    assertResponseSpan(span());
  }

  @Test
  void structuredResponseStream() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));

    try (StreamResponse<ResponseStreamEvent> events =
        wrapped.responses().createStreaming(RESPONSE)) {
      assertThat(events.stream()).hasSize(SampleExchanges.RESPONSE_EVENTS.length);
    }

    assertThat(span()).isLlm().hasName("Response").hasStatus(StatusCode.OK);
  }

  private static void assertChatSpan(SpanData span) {
    assertThat(span)
        .isLlm()
        .hasName("ChatCompletion")
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", chatAnswer())
        .hasAttribute("llm.input_messages.0.message.content", "What is the capital of France?")
        .hasAttribute("llm.output_messages.0.message.content", "{\"city\": \"Paris\"}")
        .hasAttribute("llm.token_count.total", 23L);
  }

  private static void assertResponseSpan(SpanData span) {
    assertThat(span)
        .isLlm()
        .hasName("Response")
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", responseAnswer());
  }

  private static String cityOf(StructuredResponse<Capital> answer) {
    return answer.output().get(0).message().orElseThrow().content().get(0).asOutputText().city;
  }

  private static String chatAnswer() {
    return SampleExchanges.CHAT_ANSWER.replace("Paris.", CITY);
  }

  private static String responseAnswer() {
    return SampleExchanges.RESPONSE_ANSWER.replace("Paris.", CITY);
  }

  /** What the model is to answer with. */
  public static final class Capital {
    /** The name of the city. */
    public String city = "";

    @Override
    public boolean equals(Object other) {
      return other instanceof Capital capital && capital.city.equals(city);
    }

    @Override
    public int hashCode() {
      return city.hashCode();
    }
  }
}
