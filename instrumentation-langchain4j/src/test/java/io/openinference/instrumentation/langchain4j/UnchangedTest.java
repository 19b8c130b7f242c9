// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceErrorListener;
import dev.langchain4j.observability.api.listener.AiServiceRequestIssuedListener;
import dev.langchain4j.observability.api.listener.AiServiceResponseReceivedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.observability.api.listener.ToolExecutedEventListener;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An application sees the same listeners, error handlers and return types with and without tracing,
 * through each door.
 */
class UnchangedTest extends ApplicationTest {

  interface Assistant {
    Result<String> ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  private boolean isTraced;

  /** A scenario, which notes what the application sees. */
  interface Scenario {
    void run(List<String> seen) throws Exception;
  }

  @EachDoor
  void showsTheSameEventsResultsAndToolErrors(Door door) throws Exception {
    assertSame(
        door,
        seen -> {
          replies(Reply.toolCall("call_1", "broken", "{}"), Reply.text("Sorry."));
          Result<String> result =
              withTools(
                      listening(service(Assistant.class), seen).chatModel(traced(listening(seen))),
                      new WeatherTools(telemetry.openTelemetry()))
                  .toolExecutionErrorHandler(
                      (error, context) -> {
                        seen.add("tool error " + error + " of " + context.toolExecutionRequest());
                        return ToolErrorHandlerResult.text("try later");
                      })
                  .build()
                  .ask("Try");
          seen.add(result.content() + " " + result.tokenUsage() + " " + result.finishReason());
          result
              .toolExecutions()
              .forEach(tool -> seen.add(tool.request() + " gave " + tool.result()));
        });
  }

  @EachDoor
  void showsTheSameErrors(Door door) throws Exception {
    assertSame(
        door,
        seen -> {
          server.handler(
              request -> StubResponse.json(429, "{\"error\": {\"message\": \"slow down\"}}"));
          try {
            listening(service(Assistant.class), seen)
                .chatModel(traced(listening(seen)))
                .build()
                .ask("Hi");
          } catch (RuntimeException e) {
            seen.add(e + " because of " + e.getCause());
          }
        });
  }

  @EachDoor
  void streamsTheSame(Door door) throws Exception {
    assertSame(
        door,
        seen -> {
          replies(
              Reply.toolCall("call_1", "getTime", "{\"city\": \"Oslo\"}"),
              Reply.text("It ", "is ", "noon."));
          CompletableFuture<Void> done = new CompletableFuture<>();
          withTools(
                  listening(service(StreamingAssistant.class), seen)
                      .streamingChatModel(traced(listeningStream(seen))),
                  new WeatherTools(telemetry.openTelemetry()))
              .build()
              .ask("Time in Oslo?")
              .onPartialResponse(token -> seen.add("token " + token))
              .beforeToolExecution(tool -> seen.add("before " + tool.request()))
              .onToolExecuted(tool -> seen.add("executed " + tool.request() + tool.result()))
              .onIntermediateResponse(response -> seen.add("between " + response.finishReason()))
              .onCompleteResponse(
                  response -> {
                    seen.add("complete " + response.aiMessage() + response.tokenUsage());
                    done.complete(null);
                  })
              .onError(done::completeExceptionally)
              .start();
          done.get(10, TimeUnit.SECONDS);
        });
  }

  @EachDoor
  void failsTheSameInAStream(Door door) throws Exception {
    assertSame(
        door,
        seen -> {
          server.handler(
              request -> StubResponse.json(429, "{\"error\": {\"message\": \"slow down\"}}"));
          CompletableFuture<Void> done = new CompletableFuture<>();
          listening(service(StreamingAssistant.class), seen)
              .streamingChatModel(traced(listeningStream(seen)))
              .build()
              .ask("Hi")
              .onPartialResponse(token -> seen.add("token " + token))
              .onError(
                  error -> {
                    seen.add(error + " because of " + error.getCause());
                    done.complete(null);
                  })
              .start();
          done.get(10, TimeUnit.SECONDS);
        });
  }

  private void assertSame(Door opened, Scenario scenario) throws Exception {
    List<String> without = Collections.synchronizedList(new ArrayList<>());
    isTraced = false;
    door = Door.INSTRUMENT;
    scenario.run(without);
    assertThat(telemetry.spans()).allMatch(span -> span.getName().equals("weather station"));
    assertThat(without).isNotEmpty();

    List<String> with = Collections.synchronizedList(new ArrayList<>());
    isTraced = true;
    open(opened);
    scenario.run(with);
    telemetry.awaitSpans(2);

    assertThat(with).isEqualTo(without);
  }

  private ChatModel traced(ChatModel model) {
    return isTraced ? TracedParts.traced(door, model, instrumentor) : model;
  }

  private StreamingChatModel traced(StreamingChatModel model) {
    return isTraced ? TracedParts.traced(door, model, instrumentor) : model;
  }

  private ChatModel listening(List<String> seen) {
    return OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("key")
        .modelName("gpt-4o-mini")
        .maxRetries(0)
        .listeners(List.of(new NotingListener(seen)))
        .build();
  }

  private StreamingChatModel listeningStream(List<String> seen) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("key")
        .modelName("gpt-4o-mini")
        .listeners(List.of(new NotingListener(seen)))
        .build();
  }

  private static <T> AiServices<T> listening(AiServices<T> service, List<String> seen) {
    return service.registerListeners(
        (AiServiceStartedListener) event -> note(seen, event),
        (AiServiceRequestIssuedListener) event -> note(seen, event),
        (AiServiceResponseReceivedListener) event -> note(seen, event),
        (ToolExecutedEventListener) event -> note(seen, event),
        (AiServiceCompletedListener) event -> note(seen, event),
        (AiServiceErrorListener) event -> note(seen, event));
  }

  private static void note(List<String> seen, AiServiceEvent event) {
    seen.add(
        event.eventClass().getSimpleName()
            + " "
            + event.invocationContext().methodName()
            + event.invocationContext().methodArguments());
  }

  private record NotingListener(List<String> seen) implements ChatModelListener {
    @Override
    public void onRequest(ChatModelRequestContext context) {
      seen.add("request " + context.chatRequest() + context.modelProvider());
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
      seen.add("response " + context.chatResponse().aiMessage());
    }

    @Override
    public void onError(ChatModelErrorContext context) {
      seen.add("error " + context.error());
    }
  }
}
