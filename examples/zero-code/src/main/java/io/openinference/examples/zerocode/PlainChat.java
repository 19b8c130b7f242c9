// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/**
 * Asks a model three times: at once, asynchronously and as a stream. It knows nothing of tracing.
 *
 * @since 0.1.0
 */
public final class PlainChat {

  private static final ChatCompletionCreateParams QUESTION =
      ChatCompletionCreateParams.builder()
          .model("gpt-4o-mini")
          .addUserMessage("Can I return unworn shoes?")
          .build();

  /** Runs the program; the client takes {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY}. */
  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    ask(client);
    client.close();
  }

  static void ask(OpenAIClient client) {
    client.chat().completions().create(QUESTION).choices().stream()
        .flatMap(choice -> choice.message().content().stream())
        .forEach(System.out::println);
    client.async().chat().completions().create(QUESTION).join();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(QUESTION)) {
      chunks.stream().forEach(chunk -> {});
    }
  }

  private PlainChat() {}
}
