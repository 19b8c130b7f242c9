// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.LlmAttributes.*;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;
import static io.openinference.semconv.ToolAttributes.TOOL_DESCRIPTION;
import static io.openinference.semconv.ToolAttributes.TOOL_JSON_SCHEMA;
import static io.openinference.semconv.ToolAttributes.TOOL_NAME;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls a model in a span made by hand. */
final class ChatModelFloor implements ChatModel {

  private static final AttributeKey<String> FIRST_TOOL_NAME = LLM_TOOLS.at(0, TOOL_NAME);
  private static final AttributeKey<String> FIRST_TOOL_DESCRIPTION =
      LLM_TOOLS.at(0, TOOL_DESCRIPTION);
  private static final AttributeKey<String> FIRST_TOOL_JSON_SCHEMA =
      LLM_TOOLS.at(0, TOOL_JSON_SCHEMA);

  private final ChatModel model;
  private final Tracer tracer;

  ChatModelFloor(ChatModel model, Tracer tracer) {
    this.model = model;
    this.tracer = tracer;
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return model.listeners();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    Span span =
        tracer
            .spanBuilder("OpenAiChatModel")
            .setAttribute(OPENINFERENCE_SPAN_KIND, "LLM")
            .setAttribute(LLM_PROVIDER, "openai")
            .setAttribute(LLM_SYSTEM, "openai")
            .startSpan();
    return FloorSpan.around(
        span,
        () -> {
          recordRequest(span, request);
          ChatResponse response = model.doChat(request);
          recordResponse(span, response);
          return response;
        });
  }

  private static void recordRequest(Span span, ChatRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", request.modelName());
    parameters.put("temperature", request.temperature());
    span.setAttribute(LLM_REQUEST_MODEL_NAME, request.modelName());
    span.setAttribute(LLM_INVOCATION_PARAMETERS, FloorSpan.json(parameters));
    span.setAttribute(
        INPUT_VALUE,
        FloorSpan.json(
            Map.of("messages", request.messages().stream().map(MessageFloor::json).toList())));
    span.setAttribute(INPUT_MIME_TYPE, "application/json");
    recordTool(span, request.toolSpecifications().get(0));
    for (int i = 0; i < request.messages().size(); i++) {
      MessageFloor.INPUT.get(i).record(span, request.messages().get(i));
    }
  }

  private static void recordTool(Span span, ToolSpecification tool) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.put("parameters", JsonSchemaElementUtils.toMap(tool.parameters()));
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", "function");
    definition.put("function", function);
    span.setAttribute(FIRST_TOOL_NAME, tool.name());
    span.setAttribute(FIRST_TOOL_DESCRIPTION, tool.description());
    span.setAttribute(FIRST_TOOL_JSON_SCHEMA, FloorSpan.json(definition));
  }

  private static void recordResponse(Span span, ChatResponse response) {
    AiMessage message = response.aiMessage();
    TokenUsage usage = response.tokenUsage();
    span.setAttribute(LLM_MODEL_NAME, response.modelName());
    span.setAttribute(LLM_RESPONSE_MODEL_NAME, response.modelName());
    span.setAttribute(LLM_TOKEN_COUNT_PROMPT, usage.inputTokenCount());
    span.setAttribute(LLM_TOKEN_COUNT_COMPLETION, usage.outputTokenCount());
    span.setAttribute(LLM_TOKEN_COUNT_TOTAL, usage.totalTokenCount());
    boolean isText = !message.hasToolExecutionRequests();
    span.setAttribute(LLM_FINISH_REASON, isText ? "stop" : "tool_calls");
    span.setAttribute(
        OUTPUT_VALUE, isText ? message.text() : FloorSpan.json(MessageFloor.json(message)));
    span.setAttribute(OUTPUT_MIME_TYPE, isText ? "text/plain" : "application/json");
    MessageFloor.OUTPUT.record(span, message);
  }
}
