// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.AsyncCalls.join;

import com.openai.client.OpenAIClientAsync;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.function.Predicate;

/** Async, parsing the raw response. */
record AsyncRawStreams(OpenAIClientAsync client) implements OpenAIStreams {

  @Override
  public void chat(
      ChatCompletionCreateParams params, Predicate<? super ChatCompletionChunk> consumer) {
    RawStreams.read(
        join(client.withRawResponse().chat().completions().createStreaming(params)), consumer);
  }

  @Override
  public void completion(CompletionCreateParams params, Predicate<? super Completion> consumer) {
    RawStreams.read(join(client.withRawResponse().completions().createStreaming(params)), consumer);
  }

  @Override
  public void response(
      ResponseCreateParams params, Predicate<? super ResponseStreamEvent> consumer) {
    RawStreams.read(join(client.withRawResponse().responses().createStreaming(params)), consumer);
  }
}
