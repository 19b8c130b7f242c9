// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.StructuredResponseCreateParams;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of calls whose answer becomes an object of the application's class. */
abstract class AbstractStructuredOutputTest extends AbstractOpenAITest {

  private static final String CITY = "{\\\"city\\\": \\\"Paris\\\"}";

  private final StructuredChatCompletionCreateParams<Capital> chatParams =
      SampleExchanges.CHAT.toBuilder().responseFormat(Capital.class).build();
  private final StructuredResponseCreateParams<Capital> responseParams =
      SampleExchanges.RESPONSE.toBuilder().text(Capital.class).build();

  abstract StructuredChatCompletion<Capital> chat(
      OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params);

  abstract StructuredResponse<Capital> response(
      OpenAIClient client, StructuredResponseCreateParams<Capital> params);

  abstract List<ChatCompletionChunk> chatStream(
      OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params);

  abstract List<ResponseStreamEvent> responseStream(
      OpenAIClient client, StructuredResponseCreateParams<Capital> params);

  private void assertRecordedAs(String name) {
    assertSameRequests();
    assertThat(span())
        .isLlm()
        .hasName(name)
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("input.value", server.requests().get(0).bodyText())
        .hasAttribute("llm.model_name", "gpt-4o-2024-08-06");
    assertThat(server.requests().get(0).bodyText()).contains("json_schema");
  }

  @Test
  void structuredChat() {
    answer(StubResponse.json(SampleExchanges.CHAT_ANSWER.replace("Paris.", CITY)));

    StructuredChatCompletion<Capital> completion = chat(wrapped, chatParams);

    assertThat(completion.choices().get(0).message().content().orElseThrow().city)
        .isEqualTo("Paris");
    assertThat(completion.rawChatCompletion())
        .isEqualTo(chat(unwrapped, chatParams).rawChatCompletion());
    assertRecordedAs("ChatCompletion");
    assertThat(span())
        .hasAttribute("llm.output_messages.0.message.content", "{\"city\": \"Paris\"}");
  }

  @Test
  void structuredResponse() {
    answer(
        StubResponse.json(
            SampleExchanges.response("completed", "[" + SampleExchanges.message(CITY) + "]")));

    StructuredResponse<Capital> response = response(wrapped, responseParams);

    assertThat(response.output().get(0).asMessage().content().get(0).asOutputText().city)
        .isEqualTo("Paris");
    assertThat(response.rawResponse()).isEqualTo(response(unwrapped, responseParams).rawResponse());
    assertRecordedAs("Response");
  }

  @Test
  void structuredChatStream() {
    answer(StubResponse.sse(SampleExchanges.CHAT_CHUNKS));

    assertThat(chatStream(wrapped, chatParams)).isEqualTo(chatStream(unwrapped, chatParams));

    assertRecordedAs("ChatCompletion");
    assertThat(span()).hasEvent(ExpectedSpan.FIRST_TOKEN);
  }

  @Test
  void structuredResponseStream() {
    answer(StubResponse.sse(SampleExchanges.RESPONSE_EVENTS));

    assertThat(responseStream(wrapped, responseParams))
        .isEqualTo(responseStream(unwrapped, responseParams));

    assertRecordedAs("Response");
    assertThat(span()).hasEvent(ExpectedSpan.FIRST_TOKEN);
  }

  /** The class that the model's answer is to fit. */
  static final class Capital {
    public String city = "";
  }
}
