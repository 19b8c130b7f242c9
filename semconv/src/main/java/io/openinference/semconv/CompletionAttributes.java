// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one choice of a text completion.
 *
 * @since 0.1.0
 */
public final class CompletionAttributes {

  /**
   * Text of one choice of a text completion response; part of {@link LlmAttributes#LLM_CHOICES}.
   */
  public static final AttributeKey<String> COMPLETION_TEXT = stringKey("completion.text");

  private CompletionAttributes() {}
}
