// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import dev.langchain4j.service.TokenStream;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.testing.SseStream;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** LangChain4j on top of openai-java, with both of them instrumented. */
class OpenAiJavaTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  /**
   * A model whose client is traced too; with {@code openAIClient(..)} its builder forgets the rest.
   */
  static final class OpenAiModel extends OpenAiOfficialChatModel {
    OpenAiModel(OpenAiOfficialChatModel.Builder builder) {
      super(builder);
      client = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(client);
    }
  }

  @EachDoor
  void makesOneSpanOfACall(Door door) {
    open(door);
    server.handler(request -> Reply.text("Hello!").to(request));
    OpenAiModel model =
        new OpenAiModel(
            OpenAiOfficialChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("gpt-4o-mini"));

    Assistant assistant =
        service(Assistant.class).chatModel(TracedParts.traced(door, model, instrumentor)).build();
    assertThat(assistant.ask("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiModel
            """)
        .span("OpenAiModel")
        .hasAttribute("llm.token_count.total", 18)
        .hasAttribute("llm.token_count.prompt_details.cache_read", 3);

    telemetry.clear();
    model.chat("Hi");
    assertThat(telemetry.trace())
        .hasTree(door == Door.WRAP ? "LLM ChatCompletion" : "LLM OpenAiModel");
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  /** As above, for streaming. */
  static final class OpenAiStreamingModel extends OpenAiOfficialStreamingChatModel {
    OpenAiStreamingModel(OpenAiOfficialStreamingChatModel.Builder builder) {
      super(builder);
      asyncClient = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(asyncClient);
    }
  }

  @EachDoor
  void makesOneSpanOfAStream(Door door) throws Exception {
    open(door);
    SseStream tokens = SseStream.create();
    server.enqueue(StubResponse.sse(tokens));
    OpenAiStreamingModel model =
        new OpenAiStreamingModel(
            OpenAiOfficialStreamingChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("gpt-4o-mini"));
    StreamingAssistant assistant =
        service(StreamingAssistant.class)
            .streamingChatModel(TracedParts.traced(door, model, instrumentor))
            .build();

    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    assistant
        .ask("Hi")
        .onPartialResponse(token -> {})
        .onCompleteResponse(answer::complete)
        .onError(answer::completeExceptionally)
        .start();
    answer(tokens);

    assertThat(answer.get(10, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("Hello!");
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN StreamingAssistant.ask
              LLM OpenAiStreamingModel
            """)
        .span("OpenAiStreamingModel")
        .hasAttribute("llm.token_count.total", 18);

    telemetry.clear();
    SseStream more = SseStream.create();
    server.enqueue(StubResponse.sse(more));
    StreamedAnswer raw = new StreamedAnswer();
    model.chat("Hi", raw);
    answer(more);
    raw.get(10, TimeUnit.SECONDS);
    telemetry.awaitSpans(1);
    assertThat(telemetry.trace())
        .hasTree(door == Door.WRAP ? "LLM ChatCompletion" : "LLM OpenAiStreamingModel");
  }

  /** Not before the request has returned: the model cannot read an answer that is faster. */
  private static void answer(SseStream tokens) {
    Reply.text("Hel", "lo!").emitTo(tokens);
    tokens.emit("[DONE]");
    tokens.end();
  }

  @Test
  void makesOneSpanOfACallWhereBothLibrariesAreInstrumented() {
    openProcess();
    Runnable turnOff =
        door.isAgent()
            ? () -> {}
            : OpenAIInstrumentor.instrument(telemetry.openTelemetry())::uninstrument;
    try {
      server.handler(request -> Reply.text("Hello!").to(request));
      OpenAiOfficialChatModel model =
          OpenAiOfficialChatModel.builder()
              .baseUrl(server.baseUrl())
              .apiKey("key")
              .modelName("gpt-4o-mini")
              .build();

      service(Assistant.class).chatModel(model).build().ask("Hi");
      assertThat(telemetry.trace())
          .hasTree(
              """
              CHAIN Assistant.ask
                LLM OpenAiOfficialChatModel
              """);

      telemetry.clear();
      model.chat("Hi");
      assertThat(telemetry.trace()).hasTree("LLM OpenAiOfficialChatModel");
    } finally {
      turnOff.run();
    }
  }
}
