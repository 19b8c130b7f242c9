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
 * A call of a large language model.
 *
 * @since 0.1.0
 */
public final class LlmSpan extends OpenInferenceSpan<LlmSpan> {

  // Volatile, because a response may arrive on another thread.
  private volatile @Nullable String requestedModel;

  LlmSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the name of the model that is in use ({@code llm.model_name}). */
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
   * Sets the names of the model as the request and the response have them: {@code llm.model_name}
   * is that of the response, else that of the request. {@code llm.request.model_name} and {@code
   * llm.response.model_name} are set where the two differ. The span remembers the requested name,
   * so that a second call may give the other one alone.
   *
   * @param requested the model that the caller asked for, or null
   * @param answering the model that answered, or null where that is not known yet
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

  /** Sets the AI product where it is none of the well-known ones. */
  public LlmSpan system(@Nullable String system) {
    return set(LlmAttributes.LLM_SYSTEM, system);
  }

  /** Sets who hosts the model ({@code llm.provider}). */
  public LlmSpan provider(@Nullable LlmProvider provider) {
    return provider(provider == null ? null : provider.value());
  }

  /** Sets who hosts the model, where it is none of the well-known ones. */
  public LlmSpan provider(@Nullable String provider) {
    return set(LlmAttributes.LLM_PROVIDER, provider);
  }

  /** Sets the parameters of the call except its messages and tools, as a JSON object. */
  public LlmSpan invocationParameters(@Nullable String json) {
    return set(LlmAttributes.LLM_INVOCATION_PARAMETERS, json);
  }

  /** Sets the parameters of the call except its messages and tools; the map is written as JSON. */
  public LlmSpan invocationParameters(@Nullable Map<String, ?> parameters) {
    return setJson(LlmAttributes.LLM_INVOCATION_PARAMETERS, parameters);
  }

  /** Sets the messages that go to the model, oldest first. */
  public LlmSpan inputMessages(@Nullable Collection<Message> messages) {
    return setList(ListGroup.INPUT_MESSAGES, messages);
  }

  /** Sets the messages that come from the model, one a choice. */
  public LlmSpan outputMessages(@Nullable Collection<Message> messages) {
    return setList(ListGroup.OUTPUT_MESSAGES, messages);
  }

  /** Sets the tools that are offered to the model. */
  public LlmSpan tools(@Nullable Collection<ToolDefinition> tools) {
    return setList(ListGroup.TOOLS, tools);
  }

  /** Sets the prompts of a completions API, which has no messages. */
  public LlmSpan prompts(@Nullable Collection<String> prompts) {
    return setList(ListGroup.PROMPTS, prompts);
  }

  /** Sets the texts that a completions API gave back. */
  public LlmSpan choices(@Nullable Collection<String> choices) {
    return setList(ListGroup.CHOICES, choices);
  }

  /** Sets the choice of function in OpenAI's older form, as a JSON string. */
  public LlmSpan functionCall(@Nullable String json) {
    return set(LlmAttributes.LLM_FUNCTION_CALL, json);
  }

  /** Sets the choice of function in OpenAI's older form; the map is written as JSON. */
  public LlmSpan functionCall(@Nullable Map<String, ?> choice) {
    return setJson(LlmAttributes.LLM_FUNCTION_CALL, choice);
  }

  /** Sets why the model stopped, for example {@code stop} or {@code length}. */
  public LlmSpan finishReason(@Nullable String finishReason) {
    return set(LlmAttributes.LLM_FINISH_REASON, finishReason);
  }

  /** Sets how many tokens were used. */
  public LlmSpan tokenCount(@Nullable TokenCount tokenCount) {
    return tokenCount == null ? self() : setAll(tokenCount::writeTo);
  }

  /** Sets what the call cost, in USD. */
  public LlmSpan cost(@Nullable Cost cost) {
    return cost == null ? self() : setAll(cost::writeTo);
  }

  /** Sets where the prompt is managed ({@code prompt.vendor}, {@code prompt.id}, ...). */
  public LlmSpan prompt(@Nullable PromptReference prompt) {
    return prompt == null ? self() : setAll(prompt::writeTo);
  }

  @Override
  LlmSpan self() {
    return this;
  }
}
