// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import io.openinference.testing.contract.Door;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** AI services that return the result of a tool, without asking the model again. */
class ImmediateToolTest extends ApplicationTest {

  interface Assistant {
    Result<String> ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  @EachDoor
  void hasTheResultOfTheToolAsOutput(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}"));
    Assistant assistant = immediate(service(Assistant.class).chatModel(model())).build();

    assertThat(assistant.ask("Weather?").content()).isNull();

    assertThat(telemetry.trace())
        .span("Assistant.ask")
        .isAgent()
        .hasAttribute("output.value", "sunny in Oslo");
  }

  @EachDoor
  void hasTheResultsOfAllToolsOfTheLastAnswerAsOutput(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "getTime", "{\"city\": \"Oslo\"}"),
        Reply.toolCall("call_2", "getWeather", "{\"city\": \"Oslo\"}")
            .andToolCall("call_3", "getWeather", "{\"city\": \"Rome\"}"));
    Assistant assistant = immediate(service(Assistant.class).chatModel(model())).build();

    assistant.ask("Weather?");

    assertThat(telemetry.trace())
        .span("Assistant.ask")
        .hasAttribute("output.value", "sunny in Oslo\nsunny in Rome");
  }

  @EachDoor
  void hasTheResultOfTheToolAsOutputOfAStream(Door door) throws Exception {
    open(door);
    replies(Reply.toolCall("call_1", "getWeather", "{\"city\": \"Oslo\"}"));
    StreamingAssistant assistant =
        immediate(service(StreamingAssistant.class).streamingChatModel(streamingModel())).build();
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    assistant
        .ask("Weather?")
        .onPartialResponse(token -> {})
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();

    end.get(10, TimeUnit.SECONDS);
    telemetry.awaitSpans(3);
    assertThat(telemetry.trace())
        .span("StreamingAssistant.ask")
        .isAgent()
        .hasAttribute("output.value", "sunny in Oslo");
  }

  private <T> AiServices<T> immediate(AiServices<T> service) {
    return service.tools(
        TracedParts.toolExecutors(door, instrumentor, new WeatherTools(telemetry.openTelemetry())),
        Set.of("getWeather"));
  }
}
