// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.AsyncCalls.join;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import org.junit.jupiter.api.Nested;

/** Raw responses of sync and async calls. */
class RawResponseTest {

  @Nested
  class Sync extends AbstractRawResponseTest {

    @Override
    HttpResponseFor<ChatCompletion> chat(OpenAIClient client) {
      return client.withRawResponse().chat().completions().create(SampleExchanges.CHAT);
    }

    @Override
    HttpResponseFor<StreamResponse<ChatCompletionChunk>> chatStream(OpenAIClient client) {
      return client.withRawResponse().chat().completions().createStreaming(SampleExchanges.CHAT);
    }
  }

  @Nested
  class Async extends AbstractRawResponseTest {

    @Override
    HttpResponseFor<ChatCompletion> chat(OpenAIClient client) {
      return join(
          client.async().withRawResponse().chat().completions().create(SampleExchanges.CHAT));
    }

    @Override
    HttpResponseFor<StreamResponse<ChatCompletionChunk>> chatStream(OpenAIClient client) {
      return join(
          client
              .async()
              .withRawResponse()
              .chat()
              .completions()
              .createStreaming(SampleExchanges.CHAT));
    }
  }
}
