// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.services.blocking.ChatService;
import com.openai.services.blocking.chat.ChatCompletionService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;

/** A client that does nothing, beside which a few bytes of tracing can be told. */
final class StubClient {

  static OpenAIClient create() {
    ChatCompletion answer = answer();
    ChatCompletionService completions = new StubChatCompletionService(answer);
    return stub(OpenAIClient.class, stub(ChatService.class, completions));
  }

  private static ChatCompletion answer() {
    try {
      return ObjectMappers.jsonMapper().readValue(Conversation.answer(), ChatCompletion.class);
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
