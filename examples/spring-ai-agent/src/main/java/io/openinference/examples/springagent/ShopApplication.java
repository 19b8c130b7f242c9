// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import io.micrometer.observation.ObservationRegistry;
import io.modelcontextprotocol.client.McpClient;
import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.vectorstore.QuestionAnswerAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.mcp.customizer.McpClientCustomizer;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * A web application with a chat client: a handbook, a memory, tools of its own and tools of an MCP
 * server. Nothing here is about tracing, except that the handbook is embedded untraced.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ShopApplication {

  @Bean
  VectorStore handbook(EmbeddingModel embeddings, ObservationRegistry observations) {
    SimpleVectorStore store =
        SimpleVectorStore.builder(embeddings).observationRegistry(observations).build();
    // Nobody asks how the handbook was embedded, so that it is not worth a span.
    try (Scope untraced = OpenInference.suppressTracing()) {
      store.add(
          List.of(
              new Document("delivery", "An order is sent within a day.", Map.of()),
              new Document("returns", "Unworn shoes can be returned within 30 days.", Map.of()),
              new Document("customs", "Parcels to Norway wait 3 days for customs.", Map.of())));
    }
    return store;
  }

  /** Both advisors come before the loop of tools, so that they run once for each question. */
  @Bean
  ChatClient assistant(
      ChatClient.Builder builder,
      ChatMemory memory,
      VectorStore handbook,
      ToolCallbackProvider parcelTools) {
    return builder
        .defaultSystem("You are the support desk of a shoe shop. Answer in one or two sentences.")
        .defaultAdvisors(
            MessageChatMemoryAdvisor.builder(memory)
                .order(Ordered.HIGHEST_PRECEDENCE + 100)
                .build(),
            QuestionAnswerAdvisor.builder(handbook)
                .searchRequest(SearchRequest.builder().topK(1).build())
                .order(Ordered.HIGHEST_PRECEDENCE + 200)
                .build())
        .defaultTools(new ShopTools(), parcelTools)
        .build();
  }

  /** The MCP server is a JVM, which starts slowly on a busy machine. */
  @Bean
  McpClientCustomizer<McpClient.SyncSpec> patience() {
    return (name, client) -> client.initializationTimeout(Duration.ofMinutes(1));
  }

  @Bean
  ShopPages pages(ChatClient assistant) {
    return new ShopPages(assistant);
  }
}
