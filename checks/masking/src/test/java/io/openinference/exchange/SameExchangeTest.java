// SPDX-License-Identifier: Apache-2.0
package io.openinference.exchange;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same exchange with a server of OpenAI's protocol gives the same attributes, whether the
 * application uses openai-java or LangChain4j.
 */
class SameExchangeTest {

  /** The differences that LangChain4j forces. */
  private static final Set<String> OF_EACH_LIBRARY =
      Set.of(
          // LangChain4j has messages and parameters, and openai-java has the body.
          "input.value",
          "output.value",
          "output.mime_type",
          "llm.invocation_parameters",
          // LangChain4j's class says OpenAI, and the address of the test's server says nothing.
          "llm.provider",
          // LangChain4j knows the tool of a result, which is not sent.
          "llm.input_messages.4.message.name");

  private static final String USAGE =
      """
      {"prompt_tokens": 20, "completion_tokens": 9, "total_tokens": 29,
       "prompt_tokens_details": {"cached_tokens": 16, "audio_tokens": 1},
       "completion_tokens_details": {"reasoning_tokens": 4, "audio_tokens": 2}}
      """;

  private static final ToolSpecification TOOL =
      ToolSpecification.builder()
          .name("getWeather")
          .description("Tells the weather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").required("city").build())
          .build();

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private StubServer server;

  @BeforeEach
  void start() {
    server = StubServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** An answer, whole and streamed. */
  record Answer(String name, String message, String finishReason, List<String> deltas) {

    StubResponse whole() {
      return StubResponse.json(
          """
          {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-2024-08-06",
           "choices": [{"index": 0, "message": %s, "finish_reason": "%s"}], "usage": %s}
          """
              .formatted(message, finishReason, USAGE));
    }

    StubResponse streamed() {
      Stream<String> pieces = deltas.stream().map(delta -> chunk(delta, "null", "null"));
      String end = chunk("{}", '"' + finishReason + '"', "null");
      String usage = chunk(null, "null", USAGE);
      return StubResponse.sse(
          Stream.concat(pieces, Stream.of(end, usage, "[DONE]"))
              .map(data -> data.replace("\n", ""))
              .toArray(String[]::new));
    }

    private static String chunk(String delta, String finishReason, String usage) {
      String choices =
          delta == null
              ? ""
              : "{\"index\": 0, \"delta\": %s, \"finish_reason\": %s}"
                  .formatted(delta, finishReason);
      return """
      {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o-2024-08-06",
       "choices": [%s], "usage": %s}
      """
          .formatted(choices, usage);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Answer> answers() {
    String call =
        """
        {"index": 0, "id": "call_2", "type": "function",
         "function": {"name": "getWeather", "arguments": "{\\"city\\": \\"Rome\\"}"}}
        """;
    return Stream.of(
        new Answer(
            "text",
            "{\"role\": \"assistant\", \"content\": \"Hello!\"}",
            "stop",
            List.of("{\"role\": \"assistant\", \"content\": \"Hel\"}", "{\"content\": \"lo!\"}")),
        new Answer(
            "text that is too long",
            "{\"role\": \"assistant\", \"content\": \"Once\"}",
            "length",
            List.of("{\"role\": \"assistant\", \"content\": \"Once\"}")),
        new Answer(
            "tool call",
            "{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [%s]}".formatted(call),
            "tool_calls",
            List.of("{\"role\": \"assistant\", \"tool_calls\": [%s]}".formatted(call))),
        new Answer(
            "text and tool call",
            "{\"role\": \"assistant\", \"content\": \"Rome?\", \"tool_calls\": [%s]}"
                .formatted(call),
            "tool_calls",
            List.of(
                "{\"role\": \"assistant\", \"content\": \"Rome?\"}",
                "{\"tool_calls\": [%s]}".formatted(call))),
        new Answer(
            "reasoning and text",
            "{\"role\": \"assistant\", \"reasoning_content\": \"Greet.\", \"content\": \"Hello!\"}",
            "stop",
            List.of(
                "{\"role\": \"assistant\", \"reasoning_content\": \"Gre\"}",
                "{\"reasoning_content\": \"et.\"}",
                "{\"content\": \"Hel\"}",
                "{\"content\": \"lo!\"}")),
        new Answer(
            "signed reasoning and text",
            """
            {"role": "assistant", "content": "Hello!", "reasoning": "Greet.",
             "reasoning_details": [
               {"type": "reasoning.text", "text": "Greet.", "signature": "c2ln", "index": 0}]}
            """,
            "stop",
            List.of(
                """
                {"role": "assistant", "content": "", "reasoning": "Greet.", "reasoning_details": [
                  {"type": "reasoning.text", "text": "Greet.", "index": 0}]}
                """,
                """
                {"content": "", "reasoning_details": [
                  {"type": "reasoning.text", "signature": "c2ln", "index": 0}]}
                """,
                "{\"content\": \"Hello!\"}")),
        new Answer(
            "reasoning and tool call",
            """
            {"role": "assistant", "content": null, "reasoning_content": "Rome.",
             "tool_calls": [%s]}
            """
                .formatted(call),
            "tool_calls",
            List.of(
                "{\"role\": \"assistant\", \"reasoning_content\": \"Rome.\"}",
                "{\"tool_calls\": [%s]}".formatted(call))));
  }

  private static ChatRequest request() {
    return ChatRequest.builder()
        .messages(
            SystemMessage.from("Be brief"),
            UserMessage.from("Hi"),
            UserMessage.from(
                TextContent.from("Where is this?"),
                ImageContent.from("aW1hZ2U=", "image/png"),
                ImageContent.from("https://example.com/oslo.png")),
            AiMessage.builder()
                .thinking("Look it up.")
                .toolExecutionRequests(
                    List.of(
                        ToolExecutionRequest.builder()
                            .id("call_1")
                            .name("getWeather")
                            .arguments("{\"city\": \"Oslo\"}")
                            .build()))
                .build(),
            ToolExecutionResultMessage.from("call_1", "getWeather", "sunny"),
            AiMessage.from("It is sunny."),
            UserMessage.from("And in Rome?"))
        .toolSpecifications(TOOL)
        .build();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void givesTheSameAttributes(Answer answer) throws Exception {
    server.enqueue(answer.whole(), answer.whole());

    LangChain4jInstrumentor.create(telemetry.openTelemetry())
        .wrap(
            OpenAiChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("gpt-4o")
                .maxRetries(0)
                .sendThinking(true)
                .build())
        .chat(request());
    client().chat().completions().create(sameRequest());

    assertSameAttributes();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void givesTheSameAttributesOfAStream(Answer answer) throws Exception {
    server.enqueue(answer.streamed(), answer.streamed());
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    LangChain4jInstrumentor.create(telemetry.openTelemetry())
        .wrap(
            OpenAiStreamingChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("gpt-4o")
                .sendThinking(true)
                .build())
        .chat(request(), new EndHandler(end));
    end.get(20, SECONDS);
    telemetry.awaitSpans(1);
    try (StreamResponse<ChatCompletionChunk> stream =
        client().chat().completions().createStreaming(sameRequest())) {
      stream.stream().forEach(chunk -> {});
    }

    assertSameAttributes();
  }

  /** A request that is sent twice would hide a difference between the two requests. */
  @Test
  void sendsTheSameRequest() throws Exception {
    Answer answer = answers().findFirst().orElseThrow();
    server.enqueue(answer.whole(), answer.whole());
    OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("key")
        .modelName("gpt-4o")
        .build()
        .chat(request());
    client().chat().completions().create(sameRequest());

    assertThat(ObjectMappers.jsonMapper().readTree(server.requests().get(1).bodyText()))
        .isEqualTo(ObjectMappers.jsonMapper().readTree(server.requests().get(0).bodyText()));
  }

  /** Returns the body that LangChain4j has sent, as parameters of openai-java. */
  private ChatCompletionCreateParams sameRequest() throws JsonProcessingException {
    return ChatCompletionCreateParams.builder()
        .body(
            ObjectMappers.jsonMapper()
                .readValue(
                    server.requests().get(0).bodyText(), ChatCompletionCreateParams.Body.class))
        .build();
  }

  private OpenAIClient client() {
    return OpenAIInstrumentor.create(telemetry.openTelemetry())
        .wrap(
            OpenAIOkHttpClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .maxRetries(0)
                .build());
  }

  private static void assertSameAttributes() {
    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(attributes(spans.get(0))).isEqualTo(attributes(spans.get(1)));
  }

  private static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), comparable(value)));
    attributes.keySet().removeAll(OF_EACH_LIBRARY);
    return attributes;
  }

  /** JSON is the same in any order of its fields. */
  private static Object comparable(Object value) {
    if (value instanceof String text && text.startsWith("{")) {
      try {
        return ObjectMappers.jsonMapper().readTree(text);
      } catch (JsonProcessingException e) {
        return text;
      }
    }
    return value;
  }

  private record EndHandler(CompletableFuture<ChatResponse> end)
      implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String token) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {
      end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
    }
  }
}
