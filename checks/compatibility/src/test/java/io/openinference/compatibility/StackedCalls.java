// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/**
 * A program with a global OpenTelemetry, and with a model of LangChain4j that calls openai-java.
 */
final class StackedCalls {

  public static void main(String[] arguments) {
    PrintingTelemetry.setGlobal();
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    new StackedModel(client).chat("Can I return unworn shoes?");
    client.close();
  }

  private record StackedModel(OpenAIClient client) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      ModelCalls.openAI(client);
      return ChatResponse.builder().aiMessage(AiMessage.from("You may.")).build();
    }
  }

  private StackedCalls() {}
}
