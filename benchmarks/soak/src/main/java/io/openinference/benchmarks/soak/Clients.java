// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolExecutor;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;

/**
 * The clients of all libraries that the load calls.
 *
 * @param openAi also gives the asynchronous client
 * @param desk a service with a tool
 * @param providers what is called without LangChain4j, besides OpenAI
 */
record Clients(
    OpenAIClient openAi,
    ChatModel chat,
    StreamingChatModel streamingChat,
    Desk desk,
    Providers providers) {

  private static final String MODEL = "gpt-4o-mini";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_IDLE_CONNECTIONS = 64;

  /**
   * A call of openai-java that is cancelled keeps its connection, traced or not, until the pool
   * looks for lost ones, which it does as often as this.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  static Clients untraced(String baseUrl) {
    OpenAIClient openAi =
        OpenAIOkHttpClient.builder()
            .apiKey("key")
            .baseUrl(baseUrl)
            .maxRetries(0)
            .timeout(TIMEOUT)
            .maxIdleConnections(MAX_IDLE_CONNECTIONS)
            .keepAliveDuration(KEEP_ALIVE)
            .build();
    ChatModel chat =
        OpenAiChatModel.builder()
            .apiKey("key")
            .baseUrl(baseUrl)
            .modelName(MODEL)
            .maxRetries(0)
            .timeout(TIMEOUT)
            .build();
    StreamingChatModel streaming =
        OpenAiStreamingChatModel.builder()
            .apiKey("key")
            .baseUrl(baseUrl)
            .modelName(MODEL)
            .timeout(TIMEOUT)
            .build();
    return new Clients(
        openAi,
        chat,
        streaming,
        AiServices.builder(Desk.class)
            .chatModel(chat)
            .tools(Map.of(Tracking.SPECIFICATION, Tracking.EXECUTOR))
            .build(),
        Providers.untraced(baseUrl.replaceAll("/v1$", "")));
  }

  /** Returns the same clients, traced. */
  Clients traced(OpenTelemetry openTelemetry) {
    LangChain4jInstrumentor langChain4j = LangChain4jInstrumentor.create(openTelemetry);
    ChatModel tracedChat = langChain4j.wrap(chat);
    return new Clients(
        OpenAIInstrumentor.create(openTelemetry).wrap(openAi),
        tracedChat,
        langChain4j.wrap(streamingChat),
        AiServices.builder(Desk.class)
            .chatModel(tracedChat)
            .tools(Map.of(Tracking.SPECIFICATION, langChain4j.wrap(Tracking.EXECUTOR)))
            .registerListeners(langChain4j.aiServiceListeners())
            .build(),
        providers.traced(openTelemetry));
  }

  /** A service with a tool. */
  interface Desk {

    /** Answers a question. */
    String ask(String question);
  }

  private static final class Tracking {

    static final ToolSpecification SPECIFICATION =
        ToolSpecification.builder()
            .name("track")
            .parameters(JsonObjectSchema.builder().addStringProperty("parcel").build())
            .build();
    static final ToolExecutor EXECUTOR = (request, memoryId) -> "On its way.";
  }
}
