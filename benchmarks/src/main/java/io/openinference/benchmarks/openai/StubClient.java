// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.services.blocking.ChatService;
import com.openai.services.blocking.chat.ChatCompletionService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A client that does nothing, beside which a few bytes of tracing can be told. */
final class StubClient {

  /** Returns a client that gives each chat the same answer. */
  static OpenAIClient answering() {
    ChatCompletion answer = parse(Conversation.answer(), ChatCompletion.class);
    return create(new StubChatCompletionService(answer, List.of()));
  }

  /** Returns a client that gives each chat the same chunks, parsed already. */
  static OpenAIClient streaming(int chunks) {
    ChatCompletion answer = parse(Conversation.answer(), ChatCompletion.class);
    List<ChatCompletionChunk> parsed =
        Conversation.chunks(chunks).stream()
            .map(json -> parse(json, ChatCompletionChunk.class))
            .toList();
    return create(new StubChatCompletionService(answer, parsed));
  }

  private static OpenAIClient create(ChatCompletionService completions) {
    return stub(OpenAIClient.class, stub(ChatService.class, completions));
  }

  private static <T> T parse(String json, Class<T> type) {
    try {
      return ObjectMappers.jsonMapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T stub(Class<T> type, Object result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> result));
  }

  private StubClient() {}
}
