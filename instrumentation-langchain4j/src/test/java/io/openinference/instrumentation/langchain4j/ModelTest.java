// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Models that are called without an AI service. */
class ModelTest extends RunDoorTest {

  @Test
  void refusesToWrapAnythingElseAsAnMcpClient() {
    assertThatThrownBy(() -> instrumentor.wrapMcpClient("a text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void recordsNoCredentialsOfParametersToolsAndMessages() {
    replies(Reply.text("Hello!"));
    Map<String, Object> authentication = Map.of("type", "api_key", "key", "planted-secret");
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("login")
            .parameters(
                JsonObjectSchema.builder()
                    .addProperty(
                        "api_key",
                        JsonRawSchema.from("{\"type\":\"string\",\"default\":\"planted-secret\"}"))
                    .build())
            .build();

    model()
        .chat(
            ChatRequest.builder()
                .messages(UserMessage.from("Hi"))
                .parameters(
                    OpenAiChatRequestParameters.builder()
                        .metadata(Map.of("accessToken", "planted-secret", "shop", "7"))
                        .customParameters(
                            Map.of(
                                "data_sources",
                                List.of(
                                    Map.of("parameters", Map.of("authentication", authentication))),
                                "server_url",
                                "https://mcp.example/sse?token=planted-secret&page=2"))
                        .toolSpecifications(tool)
                        .build())
                .build());

    assertThat(server.requests().get(0).bodyText()).contains("planted-secret");
    assertThat(telemetry.spans().toString()).doesNotContain("planted-secret");
    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute(
            "llm.invocation_parameters",
            """
            {"model": "gpt-4o-mini", "temperature": 0.5,
             "metadata": {"accessToken": "__REDACTED__", "shop": "7"},
             "custom_parameters": {
               "data_sources": [{"parameters": {"authentication":
                 {"type": "api_key", "key": "__REDACTED__"}}}],
               "server_url": "https://mcp.example/sse?token=__REDACTED__&page=2"}}
            """);
    assertThat(telemetry.spans().get(0).getAttributes().toString())
        .contains("\"api_key\":{\"type\":\"string\",\"default\":\"__REDACTED__\"}");
  }

  @Test
  void recordsACallWithAString() {
    replies(Reply.text("Hello!"));

    assertThat(model().chat("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace()).hasTree("LLM OpenAiChatModel");
    assertThat(telemetry.spans().get(0)).hasExactlyAttributes(callWithAString());
  }

  private static Map<String, Object> callWithAString() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("openinference.span.kind", "LLM");
    expected.put("llm.provider", "openai");
    expected.put("llm.system", "openai");
    expected.put("llm.model_name", "gpt-4o-mini-2024-07-18");
    expected.put("llm.request.model_name", "gpt-4o-mini");
    expected.put("llm.response.model_name", "gpt-4o-mini-2024-07-18");
    expected.put("llm.invocation_parameters", "{\"model\":\"gpt-4o-mini\",\"temperature\":0.5}");
    expected.put("llm.input_messages.0.message.role", "user");
    expected.put("llm.input_messages.0.message.content", "Hi");
    expected.put("llm.output_messages.0.message.role", "assistant");
    expected.put("llm.output_messages.0.message.content", "Hello!");
    expected.put("llm.finish_reason", "stop");
    expected.put("llm.token_count.prompt", 11);
    expected.put("llm.token_count.completion", 7);
    expected.put("llm.token_count.total", 18);
    expected.put("llm.token_count.prompt_details.cache_read", 3);
    expected.put("llm.token_count.completion_details.reasoning", 2);
    expected.put("input.value", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    expected.put("input.mime_type", "application/json");
    expected.put("output.value", "Hello!");
    expected.put("output.mime_type", "text/plain");
    return expected;
  }

  @Test
  void recordsToolsAndTheParametersOfTheProvider() {
    replies(Reply.toolCall("call_9", "getTime", "{\"city\": \"Rome\"}"));
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("getTime")
            .description("Tells the time")
            .parameters(
                JsonObjectSchema.builder().addStringProperty("city").required("city").build())
            .build();

    model()
        .chat(
            ChatRequest.builder()
                .messages(
                    SystemMessage.from("Be brief"),
                    UserMessage.from("Time in Oslo?"),
                    AiMessage.from(
                        dev.langchain4j.agent.tool.ToolExecutionRequest.builder()
                            .id("call_8")
                            .name("getTime")
                            .arguments("{\"city\": \"Oslo\"}")
                            .build()),
                    ToolExecutionResultMessage.from("call_8", "getTime", "noon"),
                    UserMessage.from("And in Rome?"))
                .parameters(
                    OpenAiChatRequestParameters.builder()
                        .seed(42)
                        .reasoningEffort("low")
                        .maxOutputTokens(100)
                        .toolSpecifications(tool)
                        .build())
                .build());

    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute(
            "llm.invocation_parameters",
            """
            {"model": "gpt-4o-mini", "temperature": 0.5, "seed": 42, "reasoning_effort": "low",
             "max_output_tokens": 100}
            """)
        .hasJsonAttribute(
            "llm.tools.0.tool.json_schema",
            """
            {"type": "function",
             "function": {"name": "getTime", "description": "Tells the time",
               "parameters": {"type": "object",
                 "properties": {"city": {"type": "string"}}, "required": ["city"]}}}
            """)
        .hasAttribute("llm.input_messages.0.message.role", "system")
        .hasAttribute(
            "llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "getTime")
        .hasAttribute("llm.input_messages.3.message.role", "tool")
        .hasAttribute("llm.input_messages.3.message.tool_call_id", "call_8")
        .hasAttribute("llm.input_messages.3.message.name", "getTime")
        .hasAttribute("llm.input_messages.3.message.content", "noon")
        .hasAttribute("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call_9")
        .hasAttribute("llm.finish_reason", "tool_calls");
  }

  @Test
  void tellsEqualCallsApart() throws Exception {
    int calls = 4;
    CyclicBarrier together = new CyclicBarrier(calls);
    server.handler(
        request -> {
          await(together);
          return Reply.text("Hello!").whole();
        });
    ChatModel model = model();
    ExecutorService executor = Context.taskWrapping(Executors.newFixedThreadPool(calls));
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(executor.submit(() -> inSpan(() -> model.chat("Hi"))));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("Hello!");
    }
    executor.shutdown();

    assertThat(telemetry.traces())
        .hasSize(calls)
        .allSatisfy(trace -> assertThat(trace).hasTree("UNKNOWN caller\n  LLM OpenAiChatModel\n"));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String inSpan(java.util.function.Supplier<String> code) {
    Span span = telemetry.openTelemetry().getTracer("t").spanBuilder("caller").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return code.get();
    } finally {
      span.end();
    }
  }

  @Test
  void callsTheListenersOfTheApplication() {
    replies(Reply.text("Hello!"));
    List<String> events = new ArrayList<>();
    ChatModelListener listener =
        new ChatModelListener() {
          @Override
          public void onRequest(ChatModelRequestContext context) {
            events.add("request");
          }

          @Override
          public void onResponse(ChatModelResponseContext context) {
            events.add("response to " + context.modelProvider());
          }
        };
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("gpt-4o-mini")
            .listeners(List.of(listener))
            .build();

    TracedParts.traced(door, model, instrumentor).chat(UserMessage.from("Hi"));

    assertThat(events).containsExactly("request", "response to OPEN_AI");
    assertThat(telemetry.trace()).hasTree("LLM OpenAiChatModel");
  }

  @Test
  void tracesAModelThatOverridesChatOnce() {
    ChatModel inner = model();
    replies(Reply.text("Hello!"));
    ChatModel router = TracedParts.traced(door, new RouterModel(inner), instrumentor);

    assertThat(router.chat("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace())
        .hasTree("LLM RouterModel")
        .span("RouterModel")
        .hasAttribute("llm.input_messages.0.message.content", "Hi")
        .hasAttribute("llm.token_count.total", 18);
  }

  private static final class RouterModel implements ChatModel {
    private final ChatModel inner;

    RouterModel(ChatModel inner) {
      this.inner = inner;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
      return inner.chat(request);
    }
  }

  @Test
  void streamsToAHandler() throws Exception {
    replies(Reply.text("Hel", "lo!"));
    CompletableFuture<String> answer = new CompletableFuture<>();
    List<Boolean> inCallersContext = new ArrayList<>();
    StreamingChatModel model = streamingModel();

    inSpan(
        () -> {
          Span caller = Span.current();
          model.chat(
              "Hi",
              new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String token) {
                  inCallersContext.add(
                      Span.current().getSpanContext().equals(caller.getSpanContext()));
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                  answer.complete(response.aiMessage().text());
                }

                @Override
                public void onError(Throwable error) {
                  answer.completeExceptionally(error);
                }
              });
          return answer.join();
        });

    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("Hello!");
    assertThat(inCallersContext).containsExactly(true, true);
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN caller
              LLM OpenAiStreamingChatModel
            """)
        .span("OpenAiStreamingChatModel")
        .hasAttribute("output.value", "Hello!")
        .hasAttribute("llm.token_count.total", 18);
    assertThat(telemetry.trace().span("OpenAiStreamingChatModel").getEvents())
        .extracting(event -> event.getName())
        .containsExactly("First Token Stream Event");
  }

  @Test
  void passesTheErrorOfTheProviderOn() {
    server.enqueue(StubResponse.json(401, "{\"error\": {\"message\": \"no such key\"}}"));

    assertThatThrownBy(() -> model().chat("Hi"))
        .isInstanceOf(dev.langchain4j.exception.AuthenticationException.class);

    assertThat(telemetry.trace()).hasTree("LLM OpenAiChatModel !");
  }

  @Test
  void keepsQuietWhereTracingIsSuppressed() {
    replies(Reply.text("Hello!"));

    try (Scope ignored = OpenInference.suppressTracing()) {
      assertThat(model().chat("Hi")).isEqualTo("Hello!");
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void isWrappedOnceAndLooksLikeTheModel() {
    ChatModel raw = rawModel();
    ChatModel wrapped = instrumentor.wrap(raw);

    assertThat(instrumentor.wrap(wrapped)).isSameAs(wrapped);
    assertThat(wrapped).hasSameHashCodeAs(raw).hasToString(raw.toString());
    // Equality is symmetric, and the model equals no proxy.
    assertThat(wrapped).isEqualTo(instrumentor.wrap(raw)).isNotEqualTo(raw);
    assertThat(raw).isNotEqualTo(wrapped);
    assertThat(wrapped.provider()).isEqualTo(raw.provider());
    assertThat(wrapped.defaultRequestParameters()).isEqualTo(raw.defaultRequestParameters());
    assertThat(wrapped.supportedCapabilities()).isEqualTo(raw.supportedCapabilities());
  }
}
