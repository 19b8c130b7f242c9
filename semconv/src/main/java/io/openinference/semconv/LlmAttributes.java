// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a call to a language model.
 *
 * <p>Token counts are whole tokens, and costs are in US dollars. A detail is included in its total
 * and must not be added to it.
 *
 * @since 0.1.0
 */
public final class LlmAttributes {

  /**
   * Choices of a text completion response. Part: {@link CompletionAttributes#COMPLETION_TEXT}, as
   * in {@code llm.choices.0.completion.text}.
   */
  public static final ObjectListKey LLM_CHOICES = new ObjectListKey("llm.choices");

  /** Cost of all completion tokens, in USD. */
  public static final AttributeKey<Double> LLM_COST_COMPLETION = doubleKey("llm.cost.completion");

  /** Prefix of the detailed costs of the completion. */
  public static final ObjectKey LLM_COST_COMPLETION_DETAILS =
      new ObjectKey("llm.cost.completion_details");

  /** Cost of the audio tokens of the completion, in USD. */
  public static final AttributeKey<Double> LLM_COST_COMPLETION_DETAILS_AUDIO =
      doubleKey("llm.cost.completion_details.audio");

  /** Cost of the output tokens of the completion, in USD. */
  public static final AttributeKey<Double> LLM_COST_COMPLETION_DETAILS_OUTPUT =
      doubleKey("llm.cost.completion_details.output");

  /** Cost of the reasoning tokens of the completion, in USD. */
  public static final AttributeKey<Double> LLM_COST_COMPLETION_DETAILS_REASONING =
      doubleKey("llm.cost.completion_details.reasoning");

  /** Cost of all prompt tokens, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT = doubleKey("llm.cost.prompt");

  /** Prefix of the detailed costs of the prompt. */
  public static final ObjectKey LLM_COST_PROMPT_DETAILS = new ObjectKey("llm.cost.prompt_details");

  /** Cost of the audio tokens of the prompt, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT_DETAILS_AUDIO =
      doubleKey("llm.cost.prompt_details.audio");

  /** Cost of the cached prompt tokens, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT_DETAILS_CACHE_INPUT =
      doubleKey("llm.cost.prompt_details.cache_input");

  /** Cost of the prompt tokens read from the cache, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT_DETAILS_CACHE_READ =
      doubleKey("llm.cost.prompt_details.cache_read");

  /** Cost of the prompt tokens written to the cache, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT_DETAILS_CACHE_WRITE =
      doubleKey("llm.cost.prompt_details.cache_write");

  /** Cost of the input tokens of the prompt, in USD. */
  public static final AttributeKey<Double> LLM_COST_PROMPT_DETAILS_INPUT =
      doubleKey("llm.cost.prompt_details.input");

  /** Cost of the call, prompt and completion together, in USD. */
  public static final AttributeKey<Double> LLM_COST_TOTAL = doubleKey("llm.cost.total");

  /**
   * Reason why the model stopped, as the provider names it, such as {@code stop} or {@code length}.
   */
  public static final AttributeKey<String> LLM_FINISH_REASON = stringKey("llm.finish_reason");

  /**
   * Function call that the model asked for through the deprecated function-calling interface, as
   * the text of a JSON object.
   */
  public static final AttributeKey<String> LLM_FUNCTION_CALL = stringKey("llm.function_call");

  /**
   * Messages sent to the model, oldest first. Parts: {@link MessageAttributes}, as in {@code
   * llm.input_messages.0.message.role}.
   */
  public static final ObjectListKey LLM_INPUT_MESSAGES = new ObjectListKey("llm.input_messages");

  /**
   * Parameters of the model call, such as the temperature, as the text of a JSON object without
   * messages and tools.
   */
  public static final AttributeKey<String> LLM_INVOCATION_PARAMETERS =
      stringKey("llm.invocation_parameters");

  /**
   * Name of the model: {@link #LLM_RESPONSE_MODEL_NAME} if known, else {@link
   * #LLM_REQUEST_MODEL_NAME}.
   */
  public static final AttributeKey<String> LLM_MODEL_NAME = stringKey("llm.model_name");

  /**
   * Messages that the model returned, one per choice or output item. Parts: {@link
   * MessageAttributes}, as in {@code llm.output_messages.0.message.content}.
   */
  public static final ObjectListKey LLM_OUTPUT_MESSAGES = new ObjectListKey("llm.output_messages");

  /**
   * Template that the prompt was made from, such as {@code Weather in {city}}; any placeholder
   * syntax is allowed.
   */
  public static final AttributeKey<String> LLM_PROMPT_TEMPLATE_TEMPLATE =
      stringKey("llm.prompt_template.template");

  /**
   * Values of the template's variables, as the text of a JSON object from variable name to value.
   */
  public static final AttributeKey<String> LLM_PROMPT_TEMPLATE_VARIABLES =
      stringKey("llm.prompt_template.variables");

  /** Version of the template, in any scheme. */
  public static final AttributeKey<String> LLM_PROMPT_TEMPLATE_VERSION =
      stringKey("llm.prompt_template.version");

  /**
   * Prompts of a text completion request. Part: {@link PromptAttributes#PROMPT_TEXT}, as in {@code
   * llm.prompts.0.prompt.text}.
   */
  public static final ObjectListKey LLM_PROMPTS = new ObjectListKey("llm.prompts");

  /** Host of the model: a value of {@link LlmProvider} if one applies, else a custom value. */
  public static final AttributeKey<String> LLM_PROVIDER = stringKey("llm.provider");

  /**
   * Model that the caller asked for. Only set if the provider distinguishes the requested model
   * from the answering one.
   */
  public static final AttributeKey<String> LLM_REQUEST_MODEL_NAME =
      stringKey("llm.request.model_name");

  /**
   * Model that answered, as the provider reports it. Only set if the provider distinguishes the
   * requested model from the answering one.
   */
  public static final AttributeKey<String> LLM_RESPONSE_MODEL_NAME =
      stringKey("llm.response.model_name");

  /**
   * Vendor of the model or API: a value of {@link LlmSystem} if one applies, else a custom value.
   */
  public static final AttributeKey<String> LLM_SYSTEM = stringKey("llm.system");

  /** Number of tokens that the model generated, including all details. */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_COMPLETION =
      longKey("llm.token_count.completion");

  /**
   * Number of audio tokens that the model generated; included in {@link
   * #LLM_TOKEN_COUNT_COMPLETION}.
   */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_COMPLETION_DETAILS_AUDIO =
      longKey("llm.token_count.completion_details.audio");

  /**
   * Number of tokens that the model spent on reasoning; included in {@link
   * #LLM_TOKEN_COUNT_COMPLETION}.
   */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_COMPLETION_DETAILS_REASONING =
      longKey("llm.token_count.completion_details.reasoning");

  /** Number of tokens of the prompt, including all details. */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_PROMPT = longKey("llm.token_count.prompt");

  /** Prefix of the detailed token counts of the prompt. */
  public static final ObjectKey LLM_TOKEN_COUNT_PROMPT_DETAILS =
      new ObjectKey("llm.token_count.prompt_details");

  /** Number of audio tokens of the prompt; included in {@link #LLM_TOKEN_COUNT_PROMPT}. */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_PROMPT_DETAILS_AUDIO =
      longKey("llm.token_count.prompt_details.audio");

  /**
   * Number of cached prompt tokens; included in {@link #LLM_TOKEN_COUNT_PROMPT}. The key follows
   * the Python package and is not in the specification; the specified key is {@link
   * #LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ}.
   */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_INPUT =
      longKey("llm.token_count.prompt_details.cache_input");

  /**
   * Number of prompt tokens read from the provider's cache; included in {@link
   * #LLM_TOKEN_COUNT_PROMPT}.
   */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ =
      longKey("llm.token_count.prompt_details.cache_read");

  /**
   * Number of prompt tokens written to the provider's cache; included in {@link
   * #LLM_TOKEN_COUNT_PROMPT}.
   */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE =
      longKey("llm.token_count.prompt_details.cache_write");

  /** Total number of tokens of prompt and completion. */
  public static final AttributeKey<Long> LLM_TOKEN_COUNT_TOTAL = longKey("llm.token_count.total");

  /**
   * Tools that the model may call. Part: {@link ToolAttributes#TOOL_JSON_SCHEMA}, as in {@code
   * llm.tools.0.tool.json_schema}.
   */
  public static final ObjectListKey LLM_TOOLS = new ObjectListKey("llm.tools");

  private LlmAttributes() {}
}
