// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.LlmAttributes.*;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.completions.CompletionUsage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engineer's own code that sets the attributes of a chat by hand. */
final class ChatFloor {

  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();
  private static final String JSON = "application/json";
  private static final JsonValue TRUE = JsonValue.from(true);

  static SpanBuilder spanBuilder(Tracer tracer) {
    return tracer
        .spanBuilder("ChatCompletion")
        .setAttribute(OPENINFERENCE_SPAN_KIND, "LLM")
        .setAttribute(LLM_SYSTEM, "openai")
        .setAttribute(LLM_PROVIDER, "openai");
  }

  static void recordRequest(Span span, ChatCompletionCreateParams params) {
    span.setAttribute(INPUT_VALUE, json(params._body()));
    span.setAttribute(INPUT_MIME_TYPE, JSON);
    span.setAttribute(LLM_INVOCATION_PARAMETERS, json(parameters(params)));
    List<ChatCompletionMessageParam> messages = params.messages();
    for (int i = 0; i < messages.size(); i++) {
      recordMessage(span, messages.get(i), i);
    }
  }

  /** Records the request of a caller who adds {@code "stream": true}. */
  static void recordStreamingRequest(Span span, ChatCompletionCreateParams params) {
    recordRequest(span, params.toBuilder().putAdditionalBodyProperty("stream", TRUE).build());
  }

  private static Map<String, Object> parameters(ChatCompletionCreateParams params) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", params.model());
    params
        .maxCompletionTokens()
        .ifPresent(tokens -> parameters.put("max_completion_tokens", tokens));
    params.temperature().ifPresent(temperature -> parameters.put("temperature", temperature));
    parameters.putAll(params._additionalBodyProperties());
    return parameters;
  }

  private static void recordMessage(Span span, ChatCompletionMessageParam message, int index) {
    if (message.isUser()) {
      record(span, index, "user", message.asUser().content().asText());
    } else if (message.isAssistant()) {
      record(span, index, "assistant", message.asAssistant().content().orElseThrow().asText());
    } else {
      record(span, index, "system", message.asSystem().content().asText());
    }
  }

  private static void record(Span span, int index, String role, String content) {
    span.setAttribute(PreparedKeys.INPUT_ROLES.get(index), role);
    span.setAttribute(PreparedKeys.INPUT_CONTENTS.get(index), content);
  }

  static void recordResponse(Span span, ChatCompletion completion) {
    span.setAttribute(OUTPUT_VALUE, json(completion));
    ChatCompletion.Choice choice = completion.choices().get(0);
    recordAnswer(
        span,
        completion.model(),
        choice.message().content().orElse(""),
        choice.finishReason().asString());
    recordUsage(span, completion.usage().orElseThrow());
  }

  static void recordAnswer(Span span, String model, String content, String finishReason) {
    span.setAttribute(OUTPUT_MIME_TYPE, JSON);
    span.setAttribute(LLM_MODEL_NAME, model);
    span.setAttribute(LLM_REQUEST_MODEL_NAME, "gpt-4o");
    span.setAttribute(LLM_RESPONSE_MODEL_NAME, model);
    span.setAttribute(PreparedKeys.OUTPUT_ROLE, "assistant");
    span.setAttribute(PreparedKeys.OUTPUT_CONTENT, content);
    span.setAttribute(LLM_FINISH_REASON, finishReason);
  }

  static void recordUsage(Span span, CompletionUsage usage) {
    span.setAttribute(LLM_TOKEN_COUNT_PROMPT, usage.promptTokens());
    span.setAttribute(LLM_TOKEN_COUNT_COMPLETION, usage.completionTokens());
    span.setAttribute(LLM_TOKEN_COUNT_TOTAL, usage.totalTokens());
    CompletionUsage.PromptTokensDetails prompt = usage.promptTokensDetails().orElseThrow();
    span.setAttribute(
        LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ, prompt.cachedTokens().orElseThrow());
    span.setAttribute(LLM_TOKEN_COUNT_PROMPT_DETAILS_AUDIO, prompt.audioTokens().orElseThrow());
    CompletionUsage.CompletionTokensDetails completion =
        usage.completionTokensDetails().orElseThrow();
    span.setAttribute(
        LLM_TOKEN_COUNT_COMPLETION_DETAILS_REASONING, completion.reasoningTokens().orElseThrow());
    span.setAttribute(
        LLM_TOKEN_COUNT_COMPLETION_DETAILS_AUDIO, completion.audioTokens().orElseThrow());
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private ChatFloor() {}
}
