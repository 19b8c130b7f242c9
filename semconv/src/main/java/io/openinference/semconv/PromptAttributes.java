// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a prompt.
 *
 * @since 0.1.0
 */
public final class PromptAttributes {

  /** Id of the prompt at its vendor. */
  public static final AttributeKey<String> PROMPT_ID = stringKey("prompt.id");

  /** Text of one prompt of a text completion request; part of {@link LlmAttributes#LLM_PROMPTS}. */
  public static final AttributeKey<String> PROMPT_TEXT = stringKey("prompt.text");

  /** Link to the prompt's page at its vendor. */
  public static final AttributeKey<String> PROMPT_URL = stringKey("prompt.url");

  /** Vendor that manages the prompt, such as {@code langsmith} or {@code arize-phoenix}. */
  public static final AttributeKey<String> PROMPT_VENDOR = stringKey("prompt.vendor");

  private PromptAttributes() {}
}
