// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionDeleteParams;
import com.openai.models.chat.completions.ChatCompletionDeleted;
import com.openai.models.chat.completions.ChatCompletionListPage;
import com.openai.models.chat.completions.ChatCompletionListParams;
import com.openai.models.chat.completions.ChatCompletionRetrieveParams;
import com.openai.models.chat.completions.ChatCompletionUpdateParams;
import com.openai.services.blocking.chat.ChatCompletionService;
import java.util.List;
import java.util.function.Consumer;

/** Gives each chat the same answer; a class, because calls of a proxy take memory of their own. */
final class StubChatCompletionService implements ChatCompletionService {

  private final ChatCompletion answer;
  private final List<ChatCompletionChunk> chunks;

  StubChatCompletionService(ChatCompletion answer, List<ChatCompletionChunk> chunks) {
    this.answer = answer;
    this.chunks = chunks;
  }

  @Override
  public ChatCompletion create(ChatCompletionCreateParams params, RequestOptions options) {
    return answer;
  }

  @Override
  public WithRawResponse withRawResponse() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChatCompletionService withOptions(Consumer<ClientOptions.Builder> modifier) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamResponse<ChatCompletionChunk> createStreaming(
      ChatCompletionCreateParams params, RequestOptions options) {
    return new StubStreamResponse<>(chunks);
  }

  @Override
  public ChatCompletion retrieve(ChatCompletionRetrieveParams params, RequestOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChatCompletion update(ChatCompletionUpdateParams params, RequestOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChatCompletionListPage list(ChatCompletionListParams params, RequestOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChatCompletionDeleted delete(ChatCompletionDeleteParams params, RequestOptions options) {
    throw new UnsupportedOperationException();
  }
}
