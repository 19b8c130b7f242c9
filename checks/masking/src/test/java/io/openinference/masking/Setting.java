// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import io.openinference.instrumentation.TraceConfigBuilder;
import java.util.function.Consumer;

/** The settings that hide something, by the names of their variables without the prefix. */
enum Setting {
  HIDE_INPUTS(config -> config.hideInputs(true)),
  HIDE_OUTPUTS(config -> config.hideOutputs(true)),
  HIDE_INPUT_MESSAGES(config -> config.hideInputMessages(true)),
  HIDE_OUTPUT_MESSAGES(config -> config.hideOutputMessages(true)),
  HIDE_INPUT_TEXT(config -> config.hideInputText(true)),
  HIDE_OUTPUT_TEXT(config -> config.hideOutputText(true)),
  HIDE_INPUT_IMAGES(config -> config.hideInputImages(true)),
  BASE64_IMAGE_MAX_LENGTH(config -> config.base64ImageMaxLength(Secrets.BASE64_LENGTH)),
  HIDE_LLM_INVOCATION_PARAMETERS(config -> config.hideLlmInvocationParameters(true)),
  HIDE_LLM_TOOLS(config -> config.hideLlmTools(true)),
  HIDE_PROMPTS(config -> config.hidePrompts(true)),
  HIDE_CHOICES(config -> config.hideChoices(true)),
  HIDE_EMBEDDINGS_TEXT(config -> config.hideEmbeddingsText(true)),
  HIDE_EMBEDDINGS_VECTORS(config -> config.hideEmbeddingsVectors(true)),
  HIDE_RETRIEVAL_DOCUMENTS(config -> config.hideRetrievalDocuments(true));

  private final Consumer<TraceConfigBuilder> hide;

  Setting(Consumer<TraceConfigBuilder> hide) {
    this.hide = hide;
  }

  void applyTo(TraceConfigBuilder config) {
    hide.accept(config);
  }
}
