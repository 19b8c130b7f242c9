// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClientAsync;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.function.Predicate;

/** Async. */
record AsyncStreams(OpenAIClientAsync client) implements OpenAIStreams {

  @Override
  public void chat(
      ChatCompletionCreateParams params, Predicate<? super ChatCompletionChunk> consumer) {
    read(client.chat().completions().createStreaming(params), consumer);
  }

  @Override
  public void completion(CompletionCreateParams params, Predicate<? super Completion> consumer) {
    read(client.completions().createStreaming(params), consumer);
  }

  @Override
  public void response(
      ResponseCreateParams params, Predicate<? super ResponseStreamEvent> consumer) {
    read(client.responses().createStreaming(params), consumer);
  }

  private static <T> void read(AsyncStreamResponse<T> response, Predicate<? super T> consumer) {
    response.subscribe(
        event -> {
          if (!consumer.test(event)) {
            response.close();
          }
        });
    AsyncCalls.join(response.onCompleteFuture());
  }
}
