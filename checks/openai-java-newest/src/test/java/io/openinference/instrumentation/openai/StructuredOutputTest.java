// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.AsyncCalls.join;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.StructuredResponseCreateParams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Structured outputs of sync and async calls. */
class StructuredOutputTest {

  @Nested
  class Sync extends AbstractStructuredOutputTest {

    @Override
    StructuredChatCompletion<Capital> chat(
        OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params) {
      return client.chat().completions().create(params);
    }

    @Override
    StructuredResponse<Capital> response(
        OpenAIClient client, StructuredResponseCreateParams<Capital> params) {
      return client.responses().create(params);
    }

    @Override
    List<ChatCompletionChunk> chatStream(
        OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params) {
      return read(client.chat().completions().createStreaming(params));
    }

    @Override
    List<ResponseStreamEvent> responseStream(
        OpenAIClient client, StructuredResponseCreateParams<Capital> params) {
      return read(client.responses().createStreaming(params));
    }

    private static <T> List<T> read(StreamResponse<T> response) {
      try (response) {
        return response.stream().toList();
      }
    }
  }

  @Nested
  class Async extends AbstractStructuredOutputTest {

    @Override
    StructuredChatCompletion<Capital> chat(
        OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params) {
      return join(client.async().chat().completions().create(params));
    }

    @Override
    StructuredResponse<Capital> response(
        OpenAIClient client, StructuredResponseCreateParams<Capital> params) {
      return join(client.async().responses().create(params));
    }

    @Override
    List<ChatCompletionChunk> chatStream(
        OpenAIClient client, StructuredChatCompletionCreateParams<Capital> params) {
      return read(client.async().chat().completions().createStreaming(params));
    }

    @Override
    List<ResponseStreamEvent> responseStream(
        OpenAIClient client, StructuredResponseCreateParams<Capital> params) {
      return read(client.async().responses().createStreaming(params));
    }

    private static <T> List<T> read(AsyncStreamResponse<T> response) {
      List<T> events = new ArrayList<>();
      response.subscribe(events::add);
      join(response.onCompleteFuture());
      return events;
    }
  }
}
