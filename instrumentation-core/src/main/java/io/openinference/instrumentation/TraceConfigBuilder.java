// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TraceConfig}. A setting that is not set here comes from the environment.
 *
 * @since 0.1.0
 */
public final class TraceConfigBuilder {

  static final String MAX_LENGTH = "OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH";

  private final EnvironmentSettings environment;
  private final Map<HideSetting, Boolean> hideSettings = new EnumMap<>(HideSetting.class);
  private @Nullable Integer base64ImageMaxLength;
  private boolean blobUploaderSet;
  private @Nullable BlobUploader blobUploader;

  TraceConfigBuilder(EnvironmentSettings environment) {
    this.environment = environment;
  }

  /**
   * Hides {@code llm.invocation_parameters} and {@code embedding.invocation_parameters}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideLlmInvocationParameters(boolean hide) {
    return hide(HideSetting.LLM_INVOCATION_PARAMETERS, hide);
  }

  /**
   * Hides the tool definitions offered to the model, {@code llm.tools.*}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideLlmTools(boolean hide) {
    return hide(HideSetting.LLM_TOOLS, hide);
  }

  /**
   * Hides inputs: {@code input.value}, input messages, prompts, tool definitions and all other
   * attributes that contain inputs.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideInputs(boolean hide) {
    return hide(HideSetting.INPUTS, hide);
  }

  /**
   * Hides outputs: {@code output.value}, output messages, choices, retrieved documents and all
   * other attributes that contain outputs.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideOutputs(boolean hide) {
    return hide(HideSetting.OUTPUTS, hide);
  }

  /**
   * Hides all input messages, {@code llm.input_messages.*}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideInputMessages(boolean hide) {
    return hide(HideSetting.INPUT_MESSAGES, hide);
  }

  /**
   * Hides all output messages, {@code llm.output_messages.*}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideOutputMessages(boolean hide) {
    return hide(HideSetting.OUTPUT_MESSAGES, hide);
  }

  /**
   * Hides images in input messages and inside {@code input.value}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideInputImages(boolean hide) {
    return hide(HideSetting.INPUT_IMAGES, hide);
  }

  /**
   * Hides the text, audio and files of input messages.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideInputText(boolean hide) {
    return hide(HideSetting.INPUT_TEXT, hide);
  }

  /**
   * Hides the text and audio of output messages.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideOutputText(boolean hide) {
    return hide(HideSetting.OUTPUT_TEXT, hide);
  }

  /**
   * Hides the prompts of the completions API, {@code llm.prompts.*}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hidePrompts(boolean hide) {
    return hide(HideSetting.PROMPTS, hide);
  }

  /**
   * Hides the choices of the completions API, {@code llm.choices.*}.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideChoices(boolean hide) {
    return hide(HideSetting.CHOICES, hide);
  }

  /**
   * Hides embedding vectors.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideEmbeddingsVectors(boolean hide) {
    return hide(HideSetting.EMBEDDINGS_VECTORS, hide);
  }

  /**
   * Hides the embedded texts.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideEmbeddingsText(boolean hide) {
    return hide(HideSetting.EMBEDDINGS_TEXT, hide);
  }

  /**
   * Hides content and metadata of retrieved documents. The documents' ids and scores stay visible.
   *
   * @param hide true to hide, false to show
   * @return this builder
   */
  public TraceConfigBuilder hideRetrievalDocuments(boolean hide) {
    return hide(HideSetting.RETRIEVAL_DOCUMENTS, hide);
  }

  /**
   * Sets the maximum length of a base64 image, audio, video or file that a span records, counted
   * over the whole {@code data:} URI.
   *
   * @param characters the maximum length, 0 or more; 0 records none
   * @return this builder
   * @throws IllegalArgumentException if the length is negative
   */
  public TraceConfigBuilder base64ImageMaxLength(int characters) {
    if (characters < 0) {
      throw new IllegalArgumentException(
          "base64ImageMaxLength is " + characters + " but must be 0 or more characters");
    }
    base64ImageMaxLength = characters;
    return this;
  }

  /**
   * Sets the uploader of base64 images and files over the limit.
   *
   * @param uploader the uploader, or null to redact them even if the environment names an uploader
   * @return this builder
   */
  public TraceConfigBuilder blobUploader(@Nullable BlobUploader uploader) {
    blobUploader = uploader;
    blobUploaderSet = true;
    return this;
  }

  /**
   * Builds the configuration.
   *
   * @return the configuration
   */
  public TraceConfig build() {
    Set<HideSetting> hidden = EnumSet.noneOf(HideSetting.class);
    for (HideSetting setting : HideSetting.values()) {
      Boolean inCode = hideSettings.get(setting);
      if (inCode != null ? inCode : isHiddenByEnvironment(setting)) {
        hidden.add(setting);
      }
    }
    return new TraceConfig(
        hidden,
        base64ImageMaxLength != null ? base64ImageMaxLength : maxLengthFromEnvironment(),
        blobUploaderSet ? blobUploader : BlobUploaders.fromEnvironment(environment));
  }

  private boolean isHiddenByEnvironment(HideSetting setting) {
    return setting.variables().stream().anyMatch(environment::isHiding);
  }

  private int maxLengthFromEnvironment() {
    return environment.shownLength(MAX_LENGTH, TraceConfig.DEFAULT_BASE64_IMAGE_MAX_LENGTH);
  }

  TraceConfigBuilder hide(HideSetting setting, boolean hide) {
    hideSettings.put(setting, hide);
    return this;
  }
}
