// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** The calls whose answer is a stream. Each asks "Hello" and is answered "It is deep." */
enum StreamForm {
  CONVERSE(
      "bedrock.converse_stream",
      "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"text\": \"It is \"}}",
      "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"text\": \"deep.\"}}") {
    @SuppressWarnings("unchecked") // The SDK takes an array of generic consumers.
    @Override
    CompletableFuture<Void> call(
        BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, Handling how) {
      return runtime.converseStream(
          ConverseStreamRequest.builder()
              .modelId("us.amazon.nova-lite-v1:0")
              .messages(m -> m.role("user").content(ContentBlock.fromText("Hello")))
              .build(),
          how.apply(ConverseStreamResponseHandler.builder()).build());
    }

    @Override
    Map<String, Object> ofRequest() {
      return model(
          "us.amazon.nova-lite-v1:0",
          "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}");
    }

    @Override
    Map<String, Object> ofAnswer(String text) {
      return answer(
          text,
          "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"%s\"}]}}}"
              .formatted(text));
    }
  },
  MODEL(
      "bedrock.invoke_model_with_response_stream",
      Frames.chunk("{\"generation\": \"It is \"}"),
      Frames.chunk("{\"generation\": \"deep.\"}")) {
    @Override
    CompletableFuture<Void> call(
        BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, Handling how) {
      return runtime.invokeModelWithResponseStream(
          InvokeModelWithResponseStreamRequest.builder()
              .modelId("meta.llama3-8b-instruct-v1:0")
              .body(SdkBytes.fromUtf8String("{\"prompt\":\"Hello\"}"))
              .build(),
          how.apply(InvokeModelWithResponseStreamResponseHandler.builder()).build());
    }

    @Override
    Map<String, Object> ofRequest() {
      return model("meta.llama3-8b-instruct-v1:0", "{\"prompt\":\"Hello\"}");
    }

    @Override
    Map<String, Object> ofAnswer(String text) {
      return answer(text, "{\"generation\":\"%s\"}".formatted(text));
    }
  },
  GENERATE(
      "bedrock.retrieve_and_generate_stream",
      "output {\"text\": \"It is \"}",
      "output {\"text\": \"deep.\"}") {
    @Override
    CompletableFuture<Void> call(
        BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, Handling how) {
      return agents.retrieveAndGenerateStream(
          RetrieveAndGenerateStreamRequest.builder().input(i -> i.text("Hello")).build(),
          how.apply(RetrieveAndGenerateStreamResponseHandler.builder()).build());
    }

    @Override
    Map<String, Object> ofRequest() {
      return Map.of("openinference.span.kind", "RETRIEVER", "input.value", "Hello", MIME, TEXT);
    }
  },
  AGENT("bedrock_agent.invoke_agent", Frames.chunk("It is "), Frames.chunk("deep.")) {
    @Override
    CompletableFuture<Void> call(
        BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, Handling how) {
      return agents.invokeAgent(
          InvokeAgentRequest.builder()
              .agentId("A1")
              .agentAliasId("alias")
              .sessionId("s")
              .inputText("Hello")
              .build(),
          how.apply(InvokeAgentResponseHandler.builder()).build());
    }

    @Override
    Map<String, Object> ofRequest() {
      return Map.of(
          "openinference.span.kind",
          "AGENT",
          "agent.name",
          "A1",
          "session.id",
          "s",
          "input.value",
          "Hello",
          MIME,
          TEXT);
    }
  };

  private static final String MIME = "input.mime_type";
  private static final String TEXT = "text/plain";
  private static final String JSON = "application/json";

  private final String spanName;
  private final List<String> events;

  StreamForm(String spanName, String first, String second) {
    this.spanName = spanName;
    this.events = List.of(first, second);
  }

  /** Adds to the builder of a handler what a test does with the stream. */
  interface Handling {
    <B extends EventStreamResponseHandler.Builder<?, ?, B>> B apply(B builder);
  }

  abstract CompletableFuture<Void> call(
      BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, Handling how);

  /** Returns the attributes of the span before anything has arrived. */
  abstract Map<String, Object> ofRequest();

  /** Returns the attributes of a text that has arrived. */
  Map<String, Object> ofAnswer(String text) {
    return Map.of("output.value", text, "output.mime_type", TEXT);
  }

  String spanName() {
    return spanName;
  }

  /** Returns the two events, each with a part of the text. */
  List<String> events() {
    return events;
  }

  /** Returns all attributes of a span whose stream has brought a text. */
  Map<String, Object> span(String text) {
    Map<String, Object> all = new TreeMap<>(ofRequest());
    all.putAll(ofAnswer(text));
    return all;
  }

  private static Map<String, Object> model(String id, String body) {
    return Map.ofEntries(
        entry("openinference.span.kind", "LLM"),
        entry("llm.provider", "aws"),
        entry("llm.system", id.contains("nova") ? "amazon" : "meta"),
        entry("llm.model_name", id),
        entry("llm.invocation_parameters", "{}"),
        entry("input.value", body),
        entry(MIME, JSON),
        entry("llm.input_messages.0.message.role", "user"),
        entry("llm.input_messages.0.message.content", "Hello"));
  }

  private static Map<String, Object> answer(String text, String json) {
    return Map.of(
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.content",
        text,
        "output.value",
        json,
        "output.mime_type",
        JSON);
  }
}
