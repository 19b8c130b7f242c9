// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A support desk in LangChain4j: an assistant with a handbook, two tools and a memory answers at
 * once and in a stream, then agents handle a complaint.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. With {@code OPENAI_API_KEY} it talks to OpenAI; with {@code PHOENIX_COLLECTOR_ENDPOINT}
 * or {@code OTEL_EXPORTER_OTLP_ENDPOINT} it sends the spans there. Texts are embedded in this
 * process in any case.
 *
 * @since 0.1.0
 */
public final class RagAgent {

  static final String PROJECT = "support-desk";

  private static final int REMEMBERED_MESSAGES = 20;
  private static final long ANSWER_SECONDS = 60;

  /**
   * Runs the program.
   *
   * @throws IllegalStateException if no span arrived
   */
  public static void main(String[] args) {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) {
    try (ModelEndpoint endpoint = ModelEndpoint.start(environment);
        Collector collector = Collector.start(environment)) {
      // The one line that traces every AI service of this process.
      LangChain4jInstrumentor instrumentor =
          LangChain4jInstrumentor.instrument(collector.sdk().openTelemetry());
      try (Scope project = OpenInference.usingProject(PROJECT)) {
        support(endpoint, instrumentor);
      } finally {
        instrumentor.uninstrument();
      }
      collector.report(out, PROJECT);
      endpoint.writeUsage(environment);
    }
  }

  private static void support(ModelEndpoint endpoint, LangChain4jInstrumentor instrumentor) {
    Handbook handbook = loadHandbook();
    SupportAssistant assistant =
        AiServices.builder(SupportAssistant.class)
            .chatModel(endpoint.chatModel())
            .streamingChatModel(endpoint.streamingChatModel())
            .contentRetriever(handbook.retriever())
            .tools(new ShopTools())
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(REMEMBERED_MESSAGES))
            .build();

    String chatId = UUID.randomUUID().toString();
    assistant.ask(chatId, "Where is my order 1042, and can I still return the shoes?");
    await(assistant.stream(chatId, "What does the delivery to Norway cost?"));

    // Agents have no service file: without a listener, they are traced where the JVM can be
    // attached to.
    new ComplaintDesk(endpoint.chatModel(), handbook.retriever(), instrumentor.agentListener())
        .handle("Why is there no refund for the shoes that I sent back?");
  }

  private static Handbook loadHandbook() {
    // Nobody asks how the handbook was embedded, so that it is not worth a span.
    try (Scope untraced = OpenInference.suppressTracing()) {
      return Handbook.load();
    }
  }

  private static void await(TokenStream stream) {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    stream
        .onPartialResponse(token -> {})
        .onCompleteResponse(answer::complete)
        .onError(answer::completeExceptionally)
        .start();
    answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
  }

  private RagAgent() {}
}
