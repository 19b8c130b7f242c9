// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of a call to a large language model.
 *
 * @since 0.1.0
 */
public final class LlmSpan extends OpenInferenceSpan<LlmSpan> {

  // Volatile, because the response may arrive on another thread.
  private volatile @Nullable String requestedModel;

  LlmSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the name of the model in use ({@code llm.model_name}). */
  public LlmSpan modelName(@Nullable String modelName) {
    return set(LlmAttributes.LLM_MODEL_NAME, modelName);
  }

  /** Sets the model that the caller asked for ({@code llm.request.model_name}). */
  public LlmSpan requestModelName(@Nullable String modelName) {
    return set(LlmAttributes.LLM_REQUEST_MODEL_NAME, modelName);
  }

  /** Sets the model that answered ({@code llm.response.model_name}). */
  public LlmSpan responseModelName(@Nullable String modelName) {
    return set(LlmAttributes.LLM_RESPONSE_MODEL_NAME, modelName);
  }

  /**
   * Sets the names of the model from the request and from the response. {@code llm.model_name} is
   * the response's name, or the request's name if the response has none. {@code
   * llm.request.model_name} and {@code llm.response.model_name} are set only if the two names
   * differ. The span remembers the requested name, so a later call may pass only the answering
   * name.
   *
   * @param requested the model that the caller asked for, or null
   * @param answering the model that answered, or null if it is not known yet
   */
  public LlmSpan modelNames(@Nullable String requested, @Nullable String answering) {
    if (requested != null) {
      requestedModel = requested;
    }
    String asked = requestedModel;
    modelName(answering == null ? asked : answering);
    if (asked != null && answering != null && !asked.equals(answering)) {
      requestModelName(asked).responseModelName(answering);
    }
    return self();
  }

  /** Sets the AI product ({@code llm.system}). */
  public LlmSpan system(@Nullable LlmSystem system) {
    return system(system == null ? null : system.value());
  }

  /** Sets the AI product as a string, for products that have no constant. */
  public LlmSpan system(@Nullable String system) {
    return set(LlmAttributes.LLM_SYSTEM, system);
  }

  /** Sets the provider that hosts the model ({@code llm.provider}). */
  public LlmSpan provider(@Nullable LlmProvider provider) {
    return provider(provider == null ? null : provider.value());
  }

  /** Sets the provider that hosts the model as a string, for providers that have no constant. */
  public LlmSpan provider(@Nullable String provider) {
    return set(LlmAttributes.LLM_PROVIDER, provider);
  }

  /** Sets the parameters of the call except its messages and tools, as a JSON object. */
  public LlmSpan invocationParameters(@Nullable String json) {
    return set(LlmAttributes.LLM_INVOCATION_PARAMETERS, json);
  }

  /**
   * Sets the parameters of the call except its messages and tools, from a map that is written as
   * JSON.
   */
  public LlmSpan invocationParameters(@Nullable Map<String, ?> parameters) {
    return setJson(LlmAttributes.LLM_INVOCATION_PARAMETERS, parameters);
  }

  /** Sets the messages that the model receives, oldest first. */
  public LlmSpan inputMessages(@Nullable Collection<Message> messages) {
    return setList(ListGroup.INPUT_MESSAGES, messages);
  }

  /** Sets the messages that the model returns, one per choice. */
  public LlmSpan outputMessages(@Nullable Collection<Message> messages) {
    return setList(ListGroup.OUTPUT_MESSAGES, messages);
  }

  /** Sets the tools that are offered to the model. */
  public LlmSpan tools(@Nullable Collection<ToolDefinition> tools) {
    return setList(ListGroup.TOOLS, tools);
  }

  /** Sets the prompts of a call to a completions API, which has no messages. */
  public LlmSpan prompts(@Nullable Collection<String> prompts) {
    return setList(ListGroup.PROMPTS, prompts);
  }

  /** Sets the texts that a completions API returned. */
  public LlmSpan choices(@Nullable Collection<String> choices) {
    return setList(ListGroup.CHOICES, choices);
  }

  /** Sets OpenAI's deprecated {@code function_call} parameter as a JSON string. */
  public LlmSpan functionCall(@Nullable String json) {
    return set(LlmAttributes.LLM_FUNCTION_CALL, json);
  }

  /**
   * Sets OpenAI's deprecated {@code function_call} parameter, from a map that is written as JSON.
   */
  public LlmSpan functionCall(@Nullable Map<String, ?> choice) {
    return setJson(LlmAttributes.LLM_FUNCTION_CALL, choice);
  }

  /** Sets the reason why the model stopped, for example {@code stop} or {@code length}. */
  public LlmSpan finishReason(@Nullable String finishReason) {
    return set(LlmAttributes.LLM_FINISH_REASON, finishReason);
  }

  /** Sets how many tokens the call used. */
  public LlmSpan tokenCount(@Nullable TokenCount tokenCount) {
    return tokenCount == null ? self() : setAll(tokenCount::writeTo);
  }

  /** Sets the cost of the call in USD. */
  public LlmSpan cost(@Nullable Cost cost) {
    return cost == null ? self() : setAll(cost::writeTo);
  }

  /** Sets the reference to a managed prompt ({@code prompt.vendor}, {@code prompt.id}, ...). */
  public LlmSpan prompt(@Nullable PromptReference prompt) {
    return prompt == null ? self() : setAll(prompt::writeTo);
  }

  @Override
  LlmSpan self() {
    return this;
  }
}
