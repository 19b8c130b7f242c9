// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What spans may show of prompts, answers, documents and images.
 *
 * <pre>{@code
 * TraceConfig config = TraceConfig.builder().hideInputs(true).base64ImageMaxLength(10_000).build();
 * }</pre>
 *
 * <p>A setting made in code comes first, then the system property, then the environment variable,
 * then the default, which hides nothing. The system property of {@code OPENINFERENCE_HIDE_INPUTS}
 * is {@code openinference.hide.inputs}, and so on. {@code true}, {@code 1}, {@code yes} and {@code
 * on} hide; {@code false}, {@code 0}, {@code no} and {@code off} show. Any other value hides, and a
 * log line names the setting. A maximum length that is no number counts as 0.
 *
 * <p>A setting hides what it names wherever it would leave: in the attributes of that name, inside
 * {@code input.value}, {@code output.value} and {@code llm.invocation_parameters} of
 * instrumentations, and in the messages of exceptions, of which only the type is kept. The README
 * of this module has the table of what each setting covers. A hidden text is recorded as {@value
 * #REDACTED_VALUE}; what is no text is left out.
 *
 * <p>What the Python package masks is masked alike. It shows prompt-template variables, tool
 * parameters, function calls, the identifiers of documents, audio, explanations, exceptions and,
 * except with hideInputs and hideOutputs, what input and output values hold.
 *
 * <p>Not hidden by any setting: {@code metadata}, {@code tag.tags}, {@code user.id}, {@code
 * session.id}, {@code llm.prompt_template.template}, names and descriptions of tools and agents.
 *
 * @since 0.1.0
 */
public final class TraceConfig {

  /** What a span records in place of a hidden text, {@value}. */
  public static final String REDACTED_VALUE = "__REDACTED__";

  static final int DEFAULT_BASE64_IMAGE_MAX_LENGTH = 32_000;

  private final Set<HideSetting> hidden;
  private final int base64ImageMaxLength;
  private final @Nullable BlobUploader blobUploader;

  /**
   * Starts a configuration in which each setting not made in code comes from the environment.
   *
   * @return a new builder
   */
  public static TraceConfigBuilder builder() {
    return new TraceConfigBuilder(EnvironmentSettings.PROCESS);
  }

  /**
   * Reads the configuration from system properties and environment variables.
   *
   * @return the configuration, the default where nothing is set
   */
  public static TraceConfig fromEnvironment() {
    return builder().build();
  }

  TraceConfig(
      Set<HideSetting> hidden, int base64ImageMaxLength, @Nullable BlobUploader blobUploader) {
    this.hidden = hidden;
    this.base64ImageMaxLength = base64ImageMaxLength;
    this.blobUploader = blobUploader;
  }

  /**
   * Starts a changed copy. All settings count as made in code.
   *
   * @return a new builder that holds the settings of this configuration
   */
  public TraceConfigBuilder toBuilder() {
    TraceConfigBuilder builder = builder();
    for (HideSetting setting : HideSetting.values()) {
      builder.hide(setting, hides(setting));
    }
    return builder.base64ImageMaxLength(base64ImageMaxLength).blobUploader(blobUploader);
  }

  /**
   * Whether spans hide {@code llm.invocation_parameters}, whatever the other settings say. Variable
   * {@code OPENINFERENCE_HIDE_LLM_INVOCATION_PARAMETERS}.
   *
   * @return true to hide
   */
  public boolean hideLlmInvocationParameters() {
    return hides(HideSetting.LLM_INVOCATION_PARAMETERS);
  }

  /**
   * Whether spans hide the tool definitions offered to the model, {@code llm.tools.*}. Variable
   * {@code OPENINFERENCE_HIDE_LLM_TOOLS}.
   *
   * @return true to hide
   */
  public boolean hideLlmTools() {
    return hides(HideSetting.LLM_TOOLS);
  }

  /**
   * Whether spans hide inputs: {@code input.value}, input messages, prompts, tool definitions and
   * what else carries them. Variable {@code OPENINFERENCE_HIDE_INPUTS}.
   *
   * @return true to hide
   */
  public boolean hideInputs() {
    return hides(HideSetting.INPUTS);
  }

  /**
   * Whether spans hide outputs: {@code output.value}, output messages, choices, retrieved documents
   * and what else carries them. Variable {@code OPENINFERENCE_HIDE_OUTPUTS}.
   *
   * @return true to hide
   */
  public boolean hideOutputs() {
    return hides(HideSetting.OUTPUTS);
  }

  /**
   * Whether spans hide all input messages, {@code llm.input_messages.*}. Variable {@code
   * OPENINFERENCE_HIDE_INPUT_MESSAGES}.
   *
   * @return true to hide
   */
  public boolean hideInputMessages() {
    return hides(HideSetting.INPUT_MESSAGES);
  }

  /**
   * Whether spans hide all output messages, {@code llm.output_messages.*}. Variable {@code
   * OPENINFERENCE_HIDE_OUTPUT_MESSAGES}.
   *
   * @return true to hide
   */
  public boolean hideOutputMessages() {
    return hides(HideSetting.OUTPUT_MESSAGES);
  }

  /**
   * Whether spans hide images in input messages, and those inside {@code input.value}. Variable
   * {@code OPENINFERENCE_HIDE_INPUT_IMAGES}.
   *
   * @return true to hide
   */
  public boolean hideInputImages() {
    return hides(HideSetting.INPUT_IMAGES);
  }

  /**
   * Whether spans hide the text of input messages. Variable {@code OPENINFERENCE_HIDE_INPUT_TEXT}.
   *
   * @return true to hide
   */
  public boolean hideInputText() {
    return hides(HideSetting.INPUT_TEXT);
  }

  /**
   * Whether spans hide the text of output messages. Variable {@code
   * OPENINFERENCE_HIDE_OUTPUT_TEXT}.
   *
   * @return true to hide
   */
  public boolean hideOutputText() {
    return hides(HideSetting.OUTPUT_TEXT);
  }

  /**
   * Whether spans hide the prompts of the completions API, {@code llm.prompts.*}. Variable {@code
   * OPENINFERENCE_HIDE_PROMPTS}.
   *
   * @return true to hide
   */
  public boolean hidePrompts() {
    return hides(HideSetting.PROMPTS);
  }

  /**
   * Whether spans hide the choices of the completions API, {@code llm.choices.*}. Variable {@code
   * OPENINFERENCE_HIDE_CHOICES}.
   *
   * @return true to hide
   */
  public boolean hideChoices() {
    return hides(HideSetting.CHOICES);
  }

  /**
   * Whether spans hide embedding vectors. Variable {@code OPENINFERENCE_HIDE_EMBEDDINGS_VECTORS},
   * or its older name {@code OPENINFERENCE_HIDE_EMBEDDING_VECTORS}.
   *
   * @return true to hide
   */
  public boolean hideEmbeddingsVectors() {
    return hides(HideSetting.EMBEDDINGS_VECTORS);
  }

  /**
   * Whether spans hide the embedded texts. Variable {@code OPENINFERENCE_HIDE_EMBEDDINGS_TEXT}.
   *
   * @return true to hide
   */
  public boolean hideEmbeddingsText() {
    return hides(HideSetting.EMBEDDINGS_TEXT);
  }

  /**
   * Whether spans hide content and metadata of retrieved documents. Variable {@code
   * OPENINFERENCE_HIDE_RETRIEVAL_DOCUMENTS}, as in the Python package.
   *
   * @return true to hide
   */
  public boolean hideRetrievalDocuments() {
    return hides(HideSetting.RETRIEVAL_DOCUMENTS);
  }

  /**
   * The longest base64 image, audio, video or file, as the whole {@code data:} URI, that a span
   * records. Longer ones go to the {@link #blobUploader()} or are replaced with {@link
   * #REDACTED_VALUE}. Variable {@code OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH}, default 32,000.
   *
   * @return the length in characters, 0 or more
   */
  public int base64ImageMaxLength() {
    return base64ImageMaxLength;
  }

  /**
   * Where base64 images and files over the limit go. Variable {@code OPENINFERENCE_BLOB_UPLOADER},
   * the name of a {@link BlobUploaderProvider}.
   *
   * @return the uploader, or null if they are redacted
   */
  public @Nullable BlobUploader blobUploader() {
    return blobUploader;
  }

  /**
   * Whether of an exception only its type may be recorded, and of an error no description. A
   * message may quote whatever was sent or answered, so that all settings that hide something have
   * this effect but those of vectors, which no message quotes.
   *
   * @return true to record the type alone
   */
  public boolean hidesExceptionDetail() {
    return hidden.stream().anyMatch(HideSetting::coversText);
  }

  boolean hides(HideSetting setting) {
    return hidden.contains(setting);
  }

  /**
   * Tells whether no setting hides anything; images and files over the limit are left out all the
   * same.
   *
   * @return true if nothing is hidden
   */
  public boolean hidesNothing() {
    return hidden.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TraceConfig that
        && hidden.equals(that.hidden)
        && base64ImageMaxLength == that.base64ImageMaxLength
        && Objects.equals(blobUploader, that.blobUploader);
  }

  @Override
  public int hashCode() {
    return Objects.hash(hidden, base64ImageMaxLength, blobUploader);
  }

  /**
   * Lists all settings, and of the uploader its class only, since its own text may hold secrets.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("TraceConfig{");
    for (HideSetting setting : HideSetting.values()) {
      text.append(setting.label()).append('=').append(hides(setting)).append(", ");
    }
    text.append("base64ImageMaxLength=").append(base64ImageMaxLength).append(", blobUploader=");
    return text.append(blobUploader == null ? "none" : blobUploader.getClass().getName())
        .append('}')
        .toString();
  }
}
