// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.Iterator;
import java.util.function.Predicate;

/** Sync. */
record SyncStreams(OpenAIClient client) implements OpenAIStreams {

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

  static <T> void read(StreamResponse<T> response, Predicate<? super T> consumer) {
    try (response) {
      Iterator<T> events = response.stream().iterator();
      while (events.hasNext()) {
        if (!consumer.test(events.next())) {
          return;
        }
      }
    }
  }
}
