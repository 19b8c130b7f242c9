// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.guardrail.OutputGuardrails;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** AI services whose answer streams in. */
class StreamingServiceTest extends ApplicationTest {

  interface Assistant {
    TokenStream ask(String question);
  }

  interface FluxAssistant {
    Flux<String> ask(String question);
  }

  interface FutureAssistant {
    CompletableFuture<String> ask(String question);
  }

  @EachDoor
  void streamsOnAThreadOfItsOwn(Door door) throws Exception {
    open(door);
    replies(
        Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}"),
        Reply.text("It ", "is ", "sunny."));
    TokenStream stream = assistantWithEverything().ask("How is the weather in Oslo?");
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    Thread starter = new Thread(() -> start(stream, answer));
    starter.start();

    assertThat(answer.get(10, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("It is sunny.");

    starter.join();
    telemetry.awaitSpans(7);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              LLM OpenAiStreamingChatModel
              TOOL getWeather
                UNKNOWN weather station
              LLM OpenAiStreamingChatModel
            """)
        .span("Assistant.ask")
        .hasAttribute("output.value", "It is sunny.");
  }

  @EachDoor
  void runsTwoToolsConcurrently(Door door) throws Exception {
    open(door);
    replies(
        Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}")
            .andToolCall("call_2", "getTime", "{\"city\": \"Oslo\"}"),
        Reply.text("Sunny noon."));
    Assistant assistant =
        withTools(
                service(Assistant.class)
                    .streamingChatModel(streamingModel())
                    .executeToolsConcurrently(),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    ask(assistant, "Weather and time?").get(10, TimeUnit.SECONDS);

    telemetry.awaitSpans(6);
    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            AGENT Assistant.ask
              LLM OpenAiStreamingChatModel
              LLM OpenAiStreamingChatModel
              TOOL getTime
              TOOL getWeather
                UNKNOWN weather station
            """);
  }

  @EachDoor
  void endsWhenCancelled(Door door) throws Exception {
    open(door);
    SseStream tokens = SseStream.create();
    server.enqueue(StubResponse.sse(tokens));
    Assistant assistant = service(Assistant.class).streamingChatModel(streamingModel()).build();
    CompletableFuture<StreamingHandle> handle = new CompletableFuture<>();

    TokenStream stream =
        assistant
            .ask("Tell me a story")
            .onPartialResponseWithContext(
                (partial, context) -> {
                  context.streamingHandle().cancel();
                  handle.complete(context.streamingHandle());
                })
            .onCompleteResponse(response -> {})
            .onError(error -> {});
    // An answer that is there already is read by the thread that asks, to its end.
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(stream::start, task -> new Thread(task).start());
    Reply.text("Once").emitTo(tokens);

    assertThat(handle.get(10, TimeUnit.SECONDS).isCancelled()).isTrue();
    telemetry.awaitSpans(2);
    tokens.end();
    started.get(10, TimeUnit.SECONDS);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiStreamingChatModel
            """)
        .span("OpenAiStreamingChatModel")
        .hasAttribute("output.value", "Once");
  }

  @EachDoor
  void showsTheErrorOfTheProvider(Door door) throws Exception {
    open(door);
    server.enqueue(StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    Assistant assistant = service(Assistant.class).streamingChatModel(streamingModel()).build();

    assertThat(ask(assistant, "Hi")).failsWithin(Duration.ofSeconds(10));

    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask !
              LLM OpenAiStreamingChatModel !
            """);
  }

  @EachDoor
  void showsAnErrorThatTheApplicationIgnores(Door door) {
    open(door);
    server.enqueue(StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    Assistant assistant = service(Assistant.class).streamingChatModel(streamingModel()).build();

    assistant.ask("Hi").onPartialResponse(token -> {}).ignoreErrors().start();

    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask !
              LLM OpenAiStreamingChatModel !
            """);
  }

  interface GuardedAssistant {
    @OutputGuardrails(GuardrailTest.PoliteAnswer.class)
    TokenStream ask(String question);
  }

  @EachDoor
  void asksAgainForAnOutputGuardrail(Door door) throws Exception {
    open(door);
    replies(Reply.text("No."), Reply.text("No, please."));
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();

    start(
        service(GuardedAssistant.class).streamingChatModel(streamingModel()).build().ask("Hi"),
        answer);

    assertThat(answer.get(10, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("No, please.");
    telemetry.awaitSpans(5);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN GuardedAssistant.ask
              LLM OpenAiStreamingChatModel
              GUARDRAIL PoliteAnswer
              LLM OpenAiStreamingChatModel
              GUARDRAIL PoliteAnswer
            """);
  }

  @EachDoor
  void showsAToolThatThrowsAndGoesOn(Door door) throws Exception {
    open(door);
    replies(Reply.toolCall("call_1", "broken", "{}"), Reply.text("Sorry."));
    Assistant assistant =
        withTools(
                service(Assistant.class).streamingChatModel(streamingModel()),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    ask(assistant, "Try").get(10, TimeUnit.SECONDS);

    telemetry.awaitSpans(4);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM OpenAiStreamingChatModel
              TOOL broken !
              LLM OpenAiStreamingChatModel
            """);
  }

  @EachDoor
  void endsWhenTheApplicationRethrowsTheErrorOfATool(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "broken", "{}"));
    Assistant assistant =
        withTools(
                service(Assistant.class).streamingChatModel(streamingModel()),
                new WeatherTools(telemetry.openTelemetry()))
            .toolExecutionErrorHandler(
                (error, context) -> {
                  throw new IllegalArgumentException("not today", error);
                })
            .build();

    // Some releases tell the application of the failure and others do not; the spans are the same.
    assistant
        .ask("Try")
        .onPartialResponse(token -> {})
        .onCompleteResponse(response -> {})
        .onError(error -> {})
        .start();

    telemetry.awaitSpans(3);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask !
              LLM OpenAiStreamingChatModel
              TOOL broken !
            """);
  }

  @EachDoor
  void nestsAServiceThatATokenHandlerAsks(Door door) throws Exception {
    open(door);
    replies(Reply.text("Sunny."), Reply.text("It ", "is."));
    Assistant assistant = service(Assistant.class).streamingChatModel(streamingModel()).build();
    CompletableFuture<ChatResponse> first = new CompletableFuture<>();
    CompletableFuture<ChatResponse> second = new CompletableFuture<>();

    assistant
        .ask("Weather?")
        .onPartialResponse(token -> {})
        .onCompleteResponse(
            response -> {
              first.complete(response);
              start(assistant.ask("Really?"), second);
            })
        .onError(first::completeExceptionally)
        .start();
    first.get(10, TimeUnit.SECONDS);
    second.get(10, TimeUnit.SECONDS);

    // Asked by the application once the first service had answered: not a part of it.
    telemetry.awaitSpans(4);
    assertThat(telemetry.traces())
        .hasSize(2)
        .allSatisfy(
            trace ->
                assertThat(trace)
                    .hasTree(
                        """
                        CHAIN Assistant.ask
                          LLM OpenAiStreamingChatModel
                        """));
  }

  @EachDoor
  void returnsAFuture(Door door) throws Exception {
    open(door);
    replies(Reply.text("Hello", "!"));
    FutureAssistant assistant =
        service(FutureAssistant.class).streamingChatModel(streamingModel()).build();

    assertThat(assistant.ask("Hi").get(10, TimeUnit.SECONDS)).isEqualTo("Hello!");

    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN FutureAssistant.ask
              LLM OpenAiStreamingChatModel
            """);
  }

  @EachDoor
  void returnsAFlux(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "getTime", "{\"city\": \"Oslo\"}"), Reply.text("It ", "is noon."));
    FluxAssistant assistant =
        withTools(
                service(FluxAssistant.class).streamingChatModel(streamingModel()),
                new WeatherTools(telemetry.openTelemetry()))
            .build();

    assertThat(assistant.ask("Time in Oslo?").collectList().block(Duration.ofSeconds(10)))
        .containsExactly("It ", "is noon.");

    telemetry.awaitSpans(4);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT FluxAssistant.ask
              LLM OpenAiStreamingChatModel
              TOOL getTime
              LLM OpenAiStreamingChatModel
            """)
        .span("FluxAssistant.ask")
        .hasAttribute("output.value", "It is noon.");
  }

  @EachDoor
  void failsAFlux(Door door) {
    open(door);
    server.enqueue(StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    FluxAssistant assistant =
        service(FluxAssistant.class).streamingChatModel(streamingModel()).build();

    assertThatThrownBy(() -> assistant.ask("Hi").blockLast(Duration.ofSeconds(10)))
        .isInstanceOf(InternalServerException.class);

    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN FluxAssistant.ask !
              LLM OpenAiStreamingChatModel !
            """);
  }

  private Assistant assistantWithEverything() {
    return withTools(
            service(Assistant.class)
                .streamingChatModel(streamingModel())
                .contentRetriever(retriever("Oslo is a city", "apples are red")),
            new WeatherTools(telemetry.openTelemetry()))
        .build();
  }

  private static CompletableFuture<ChatResponse> ask(Assistant assistant, String question) {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    start(assistant.ask(question), answer);
    return answer;
  }

  private static void start(TokenStream stream, CompletableFuture<ChatResponse> answer) {
    stream
        .onPartialResponse(token -> {})
        .onCompleteResponse(answer::complete)
        .onError(answer::completeExceptionally)
        .start();
  }
}
