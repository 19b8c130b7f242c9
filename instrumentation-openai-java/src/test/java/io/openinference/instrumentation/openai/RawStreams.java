// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.function.Predicate;

/** Sync, parsing the raw response. */
record RawStreams(OpenAIClient client) implements OpenAIStreams {

  @Override
  public void chat(
      ChatCompletionCreateParams params, Predicate<? super ChatCompletionChunk> consumer) {
    read(client.withRawResponse().chat().completions().createStreaming(params), consumer);
  }

  @Override
  public void completion(CompletionCreateParams params, Predicate<? super Completion> consumer) {
    read(client.withRawResponse().completions().createStreaming(params), consumer);
  }

  @Override
  public void response(
      ResponseCreateParams params, Predicate<? super ResponseStreamEvent> consumer) {
    read(client.withRawResponse().responses().createStreaming(params), consumer);
  }

  static <T> void read(HttpResponseFor<StreamResponse<T>> response, Predicate<? super T> consumer) {
    try (response) {
      SyncStreams.read(response.parse(), consumer);
    }
  }
}
