// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.service.MemoryId;
import io.openinference.instrumentation.OpenInference;
import io.openinference.semconv.SessionAttributes;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** AI services that return their answer at once. */
class ServiceTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  interface MemoryAssistant {
    String ask(@MemoryId String chat, @dev.langchain4j.service.UserMessage String question);
  }

  interface Extractor {
    Person extract(String text);
  }

  record Person(String name, int age) {}

  private static final String CITY_SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"the city\"}},"
          + "\"required\":[\"city\"]}";

  @EachDoor
  void answersWithoutToolsAsChain(Door door) {
    open(door);
    replies(Reply.text("Hello!"));

    assertThat(service(Assistant.class).chatModel(model()).build().ask("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiChatModel
            """);
  }

  @EachDoor
  void retrievesAndCallsATool(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}"), Reply.text("It is sunny."));
    Assistant assistant =
        withTools(
                service(Assistant.class)
                    .chatModel(model())
                    .contentRetriever(retriever("Oslo is a city", "apples are red")),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    assertThat(assistant.ask("How is the weather in Oslo?")).isEqualTo("It is sunny.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              LLM OpenAiChatModel
              TOOL getWeather
                UNKNOWN weather station
              LLM OpenAiChatModel
            """);
  }

  @EachDoor
  void runsTwoToolsConcurrently(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}")
            .andToolCall("call_2", "getTime", "{\"city\": \"Oslo\"}"),
        Reply.text("Sunny noon."));
    Assistant assistant =
        withTools(
                service(Assistant.class).chatModel(model()).executeToolsConcurrently(),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    assistant.ask("Weather and time?");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            AGENT Assistant.ask
              LLM OpenAiChatModel
              LLM OpenAiChatModel
              TOOL getTime
              TOOL getWeather
                UNKNOWN weather station
            """);
  }

  @EachDoor
  void asksTwoRetrieversOnAnExecutor(Door door) {
    open(door);
    replies(Reply.text("Both."));
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Assistant assistant =
        service(Assistant.class)
            .chatModel(model())
            .retrievalAugmentor(
                DefaultRetrievalAugmentor.builder()
                    .queryRouter(
                        new DefaultQueryRouter(retriever("apples are red"), retriever("eels")))
                    .executor(executor)
                    .build())
            .build();
    try {
      assistant.ask("What do you know?");
    } finally {
      executor.shutdown();
    }

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN Assistant.ask
              LLM OpenAiChatModel
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
            """);
  }

  @EachDoor
  void showsTheErrorOfTheProvider(Door door) {
    open(door);
    server.enqueue(StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    Assistant assistant = service(Assistant.class).chatModel(model()).build();

    assertThatThrownBy(() -> assistant.ask("Hi"))
        .isInstanceOf(dev.langchain4j.exception.InternalServerException.class);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask !
              LLM OpenAiChatModel !
            """);
  }

  @EachDoor
  void showsAToolThatThrowsAndGoesOn(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "broken", "{}"), Reply.text("Sorry."));
    Assistant assistant =
        withTools(
                service(Assistant.class).chatModel(model()),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    assertThat(assistant.ask("Try")).isEqualTo("Sorry.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM OpenAiChatModel
              TOOL broken !
              LLM OpenAiChatModel
            """);
  }

  @EachDoor
  void returnsAnObject(Door door) {
    open(door);
    replies(Reply.text("{\"name\": \"Ada\", \"age\": 36}"));
    Extractor extractor = service(Extractor.class).chatModel(model()).build();

    assertThat(extractor.extract("Ada is 36")).isEqualTo(new Person("Ada", 36));

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Extractor.extract
              LLM OpenAiChatModel
            """)
        .span("Extractor.extract")
        .hasJsonAttribute("output.value", "{\"name\": \"Ada\", \"age\": 36}");
  }

  @EachDoor
  void takesTheMemoryIdAsSession(Door door) {
    open(door);
    replies(Reply.text("one"), Reply.text("two"), Reply.text("three"));
    MemoryAssistant assistant =
        service(MemoryAssistant.class)
            .chatModel(model())
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
            .build();

    assistant.ask("chat-7", "first");
    assistant.ask("chat-7", "second");
    try (Scope ignored = OpenInference.usingSession("of the user")) {
      assistant.ask("chat-7", "third");
    }

    assertThat(telemetry.traces())
        .hasSize(3)
        .allSatisfy(
            trace ->
                assertThat(trace)
                    .hasTree(
                        """
                        CHAIN MemoryAssistant.ask
                          LLM OpenAiChatModel
                        """));
    assertThat(telemetry.spans())
        .extracting(span -> span.getAttributes().get(SessionAttributes.SESSION_ID))
        .containsExactly("chat-7", "chat-7", "chat-7", "chat-7", "of the user", "of the user");
    SpanData secondCall = telemetry.spans().get(2);
    assertThat(secondCall)
        .hasAttribute("llm.input_messages.0.message.content", "first")
        .hasAttribute("llm.input_messages.1.message.content", "one")
        .hasAttribute("llm.input_messages.2.message.content", "second");
  }

  @EachDoor
  void recordsWhatServiceToolAndRetrieverWereGivenAndGaveBack(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "getTime", "{\"city\": \"Oslo\"}"), Reply.text("Noon."));
    Assistant assistant =
        withTools(
                service(Assistant.class)
                    .chatModel(model())
                    .contentRetriever(retriever("Oslo", "apples")),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    assistant.ask("Time in Oslo?");

    assertThat(telemetry.trace())
        .span("Assistant.ask")
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "AGENT",
                "agent.name", "Assistant",
                "input.value", "Time in Oslo?",
                "input.mime_type", "text/plain",
                "output.value", "Noon.",
                "output.mime_type", "text/plain"),
            "langchain4j.invocation_id");
    assertThat(telemetry.trace())
        .span("getTime")
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "TOOL",
                "tool.name", "getTime",
                "tool.id", "call_1",
                "tool.description", "Tells the time in a city",
                "tool.json_schema", CITY_SCHEMA,
                "tool.parameters", "{\"city\": \"Oslo\"}",
                "input.value", "{\"city\": \"Oslo\"}",
                "input.mime_type", "application/json",
                "output.value", "noon in Oslo",
                "output.mime_type", "text/plain"));
    assertThat(telemetry.trace())
        .span("EmbeddingStoreContentRetriever")
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "RETRIEVER",
                "input.value", "Time in Oslo?",
                "input.mime_type", "text/plain",
                "output.value", "[\"Oslo\"]",
                "output.mime_type", "application/json",
                "retrieval.documents.0.document.content", "Oslo"),
            "retrieval.documents.0.document.id",
            "retrieval.documents.0.document.score");
  }

  @EachDoor
  void endsWhenTheApplicationRethrowsTheErrorOfATool(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "broken", "{}"));
    Assistant assistant =
        withTools(
                service(Assistant.class).chatModel(model()),
                new WeatherTools(telemetry.openTelemetry()))
            .toolExecutionErrorHandler(
                (error, context) -> {
                  throw new IllegalArgumentException("not today", error);
                })
            .build();

    assertThatThrownBy(() -> assistant.ask("Try"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not today");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask !
              LLM OpenAiChatModel
              TOOL broken !
            """);
  }

  /** Asks another service. */
  static final class ExpertTools {
    private final Assistant expert;

    ExpertTools(Assistant expert) {
      this.expert = expert;
    }

    @dev.langchain4j.agent.tool.Tool("Asks an expert")
    String askExpert() {
      return expert.ask("What do you think?");
    }
  }

  @EachDoor
  void nestsAServiceThatAToolAsks(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "askExpert", "{}"),
        Reply.text("Sunny, I think."),
        Reply.text("It is sunny."));
    Assistant expert = service(Assistant.class).chatModel(model()).build();
    Assistant assistant =
        withTools(service(Assistant.class).chatModel(model()), new ExpertTools(expert))
            .chatRequestTransformer(
                (ChatRequest request) ->
                    ChatRequest.builder()
                        .messages(request.messages())
                        .parameters(request.parameters())
                        .build())
            .build();

    assertThat(assistant.ask("Weather?")).isEqualTo("It is sunny.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM OpenAiChatModel
              TOOL askExpert
                CHAIN Assistant.ask
                  LLM OpenAiChatModel
              LLM OpenAiChatModel
            """);
  }
}
