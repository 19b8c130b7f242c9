// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;

/** A program with a service of LangChain4j that retrieves and calls a tool. */
final class AssistantCalls {

  interface Assistant {
    String ask(String question);
  }

  public static void main(String[] arguments) {
    InMemoryEmbeddingStore<TextSegment> articles = new InMemoryEmbeddingStore<>();
    articles.add(vector(), TextSegment.from("Orders arrive within 3 days."));
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(new ToolCallingModel())
            .contentRetriever(
                EmbeddingStoreContentRetriever.builder()
                    .embeddingStore(articles)
                    .embeddingModel(new ConstantEmbeddingModel())
                    .build())
            .tools(new Orders())
            .build();
    System.out.println(assistant.ask("Where is my order?"));
  }

  private static Embedding vector() {
    return Embedding.from(new float[] {1, 2, 3});
  }

  /** The tool that the model may call. */
  static final class Orders {
    @Tool("Tells the status of the order")
    String status() {
      return "delivered";
    }
  }

  private static final class ToolCallingModel implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      boolean hasResult =
          request.messages().stream().anyMatch(ToolExecutionResultMessage.class::isInstance);
      return ChatResponse.builder()
          .aiMessage(
              hasResult
                  ? AiMessage.from("It is delivered.")
                  : AiMessage.from(
                      ToolExecutionRequest.builder()
                          .id("call_1")
                          .name("status")
                          .arguments("{}")
                          .build()))
          .build();
    }
  }

  private static final class ConstantEmbeddingModel implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(segments.stream().map(segment -> vector()).toList());
    }
  }

  private AssistantCalls() {}
}
