// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** One call of a model through each library. */
final class ModelCalls {

  static void openAI() {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    openAI(client);
    client.close();
  }

  /** The client takes {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY}. */
  static void openAI(OpenAIClient client) {
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addUserMessage("Can I return unworn shoes?")
            .build();
    client.chat().completions().create(question).choices().stream()
        .flatMap(choice -> choice.message().content().stream())
        .forEach(System.out::println);
  }

  static void langChain4j() {
    System.out.println(new EchoModel().chat("Where is my order?"));
  }

  static final class EchoModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("You asked.")).build();
    }
  }

  private ModelCalls() {}
}
