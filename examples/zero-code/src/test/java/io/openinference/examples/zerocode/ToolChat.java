// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;
import java.util.Map;

/** A program that knows nothing of tracing, answers a tool call, and streams the rest. */
final class ToolChat {

  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    ChatCompletionCreateParams.Builder conversation =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addSystemMessage("You answer questions about orders.")
            .addUserMessage("What is the status of order 1042?")
            .addTool(tool());
    ChatCompletionMessage asked =
        client.chat().completions().create(conversation.build()).choices().get(0).message();
    String id = asked.toolCalls().orElseThrow().get(0).asFunction().id();
    conversation
        .addMessage(asked)
        .addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(id)
                .content("{\"status\":\"delivered\"}")
                .build());
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(conversation.build())) {
      chunks.stream().forEach(chunk -> {});
    }
    client.close();
  }

  private static ChatCompletionFunctionTool tool() {
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name("order_status")
                .description("Looks up where an order is.")
                .parameters(
                    FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties",
                            JsonValue.from(Map.of("order_id", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("order_id")))
                        .build())
                .build())
        .build();
  }

  private ToolChat() {}
}
