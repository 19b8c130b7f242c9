// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import org.jspecify.annotations.Nullable;

/**
 * Applies the masking settings to input and output values, so that they do not repeat content that
 * is hidden in other attributes.
 */
final class ValueMask {

  private final ContentRedactor input;
  private final ContentRedactor output;
  private final boolean hidesPrompts;
  private final boolean hidesChoices;
  private final boolean hidesEmbeddedTexts;
  private final boolean hidesDocuments;
  private final boolean hidesTools;

  ValueMask(TraceConfig config) {
    input = ContentRedactor.ofInput(config);
    output = ContentRedactor.ofOutput(config);
    hidesPrompts = config.hideInputs() || config.hidePrompts();
    hidesChoices = config.hideOutputs() || config.hideChoices();
    hidesEmbeddedTexts = config.hideInputs() || config.hideEmbeddingsText();
    hidesDocuments = config.hideOutputs() || config.hideRetrievalDocuments();
    hidesTools = config.hideInputs() || config.hideLlmTools();
  }

  /** Masks the text of a message to a model. */
  @Nullable String input(@Nullable String text) {
    return redactIf(input.hidesText(), text);
  }

  /** Masks the text of a message from a model, or a value derived from it. */
  @Nullable String output(@Nullable String text) {
    return redactIf(output.hidesText(), text);
  }

  @Nullable String prompt(@Nullable String prompt) {
    return redactIf(hidesPrompts, prompt);
  }

  @Nullable String choice(@Nullable String choice) {
    return redactIf(hidesChoices, choice);
  }

  @Nullable String embeddedText(@Nullable String text) {
    return redactIf(hidesEmbeddedTexts, text);
  }

  /** Masks the text of a retrieved document. */
  String document(String text) {
    return hidesDocuments ? TraceConfig.REDACTED_VALUE : text;
  }

  /** Tells whether tool definitions are hidden. */
  boolean hidesTools() {
    return hidesTools;
  }

  boolean hidesDocuments() {
    return hidesDocuments;
  }

  private static @Nullable String redactIf(boolean hidden, @Nullable String text) {
    return hidden && text != null ? TraceConfig.REDACTED_VALUE : text;
  }
}
