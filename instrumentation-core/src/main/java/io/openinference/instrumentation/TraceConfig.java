// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings that decide which prompts, answers, documents and images spans show.
 *
 * <pre>{@code
 * TraceConfig config = TraceConfig.builder().hideInputs(true).base64ImageMaxLength(10_000).build();
 * }</pre>
 *
 * <p>A setting in code comes first, then the system property, then the environment variable, then
 * the default, which hides nothing. For example, the system property for {@code
 * OPENINFERENCE_HIDE_INPUTS} is {@code openinference.hide.inputs}. {@code true}, {@code 1}, {@code
 * yes} and {@code on} hide; {@code false}, {@code 0}, {@code no} and {@code off} show. Any other
 * value hides, and a log line names the setting. A maximum length that is not a number counts as 0.
 *
 * <p>A setting hides its content everywhere in a span: in the attributes of that name, inside
 * {@code input.value}, {@code output.value} and {@code llm.invocation_parameters} of
 * instrumentations, and in exceptions, of which spans then record only the type. The README of this
 * module has a table of what each setting covers. A hidden text is recorded as {@value
 * #REDACTED_VALUE}; a hidden value of another type is omitted.
 *
 * <p>All content that the Python package masks is masked here too. Beyond that, this class also
 * masks content that the Python package shows: prompt-template variables, tool parameters, function
 * calls, the identifiers of documents, audio, explanations, exceptions and, except with hideInputs
 * and hideOutputs, the content of input and output values.
 *
 * <p>No setting hides {@code metadata}, {@code tag.tags}, {@code user.id}, {@code session.id},
 * {@code llm.prompt_template.template}, or the names and descriptions of tools and agents.
 *
 * @since 0.1.0
 */
public final class TraceConfig {

  /** The marker that a span records in place of a hidden text, {@value}. */
  public static final String REDACTED_VALUE = "__REDACTED__";

  static final int DEFAULT_BASE64_IMAGE_MAX_LENGTH = 32_000;

  private final Set<HideSetting> hidden;
  private final int base64ImageMaxLength;
  private final @Nullable BlobUploader blobUploader;

  /**
   * Returns a builder whose unset settings come from the environment.
   *
   * @return a new builder
   */
  public static TraceConfigBuilder builder() {
    EnvironmentSettings.reportMisspelled();
    return new TraceConfigBuilder(EnvironmentSettings.PROCESS);
  }

  /**
   * Reads the configuration from system properties and environment variables.
   *
   * @return the configuration, or the default if nothing is set
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
   * Returns a builder for a changed copy. The builder treats all settings of this configuration as
   * set in code.
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
   * Tells whether spans always hide {@code llm.invocation_parameters}, independent of other
   * settings. Variable {@code OPENINFERENCE_HIDE_LLM_INVOCATION_PARAMETERS}.
   *
   * @return true if hidden
   */
  public boolean hideLlmInvocationParameters() {
    return hides(HideSetting.LLM_INVOCATION_PARAMETERS);
  }

  /**
   * Tells whether spans hide the tool definitions that are offered to the model, {@code
   * llm.tools.*}. Variable {@code OPENINFERENCE_HIDE_LLM_TOOLS}.
   *
   * @return true if hidden
   */
  public boolean hideLlmTools() {
    return hides(HideSetting.LLM_TOOLS);
  }

  /**
   * Tells whether spans hide inputs: {@code input.value}, input messages, prompts, tool definitions
   * and all other attributes that contain inputs. Variable {@code OPENINFERENCE_HIDE_INPUTS}.
   *
   * @return true if hidden
   */
  public boolean hideInputs() {
    return hides(HideSetting.INPUTS);
  }

  /**
   * Tells whether spans hide outputs: {@code output.value}, output messages, choices, retrieved
   * documents and all other attributes that contain outputs. Variable {@code
   * OPENINFERENCE_HIDE_OUTPUTS}.
   *
   * @return true if hidden
   */
  public boolean hideOutputs() {
    return hides(HideSetting.OUTPUTS);
  }

  /**
   * Tells whether spans hide all input messages, {@code llm.input_messages.*}. Variable {@code
   * OPENINFERENCE_HIDE_INPUT_MESSAGES}.
   *
   * @return true if hidden
   */
  public boolean hideInputMessages() {
    return hides(HideSetting.INPUT_MESSAGES);
  }

  /**
   * Tells whether spans hide all output messages, {@code llm.output_messages.*}. Variable {@code
   * OPENINFERENCE_HIDE_OUTPUT_MESSAGES}.
   *
   * @return true if hidden
   */
  public boolean hideOutputMessages() {
    return hides(HideSetting.OUTPUT_MESSAGES);
  }

  /**
   * Tells whether spans hide images in input messages and inside {@code input.value}. Variable
   * {@code OPENINFERENCE_HIDE_INPUT_IMAGES}.
   *
   * @return true if hidden
   */
  public boolean hideInputImages() {
    return hides(HideSetting.INPUT_IMAGES);
  }

  /**
   * Tells whether spans hide the text of input messages. Variable {@code
   * OPENINFERENCE_HIDE_INPUT_TEXT}.
   *
   * @return true if hidden
   */
  public boolean hideInputText() {
    return hides(HideSetting.INPUT_TEXT);
  }

  /**
   * Tells whether spans hide the text of output messages. Variable {@code
   * OPENINFERENCE_HIDE_OUTPUT_TEXT}.
   *
   * @return true if hidden
   */
  public boolean hideOutputText() {
    return hides(HideSetting.OUTPUT_TEXT);
  }

  /**
   * Tells whether spans hide the prompts of the completions API, {@code llm.prompts.*}. Variable
   * {@code OPENINFERENCE_HIDE_PROMPTS}.
   *
   * @return true if hidden
   */
  public boolean hidePrompts() {
    return hides(HideSetting.PROMPTS);
  }

  /**
   * Tells whether spans hide the choices of the completions API, {@code llm.choices.*}. Variable
   * {@code OPENINFERENCE_HIDE_CHOICES}.
   *
   * @return true if hidden
   */
  public boolean hideChoices() {
    return hides(HideSetting.CHOICES);
  }

  /**
   * Tells whether spans hide embedding vectors. Variable {@code
   * OPENINFERENCE_HIDE_EMBEDDINGS_VECTORS}, or its older name {@code
   * OPENINFERENCE_HIDE_EMBEDDING_VECTORS}.
   *
   * @return true if hidden
   */
  public boolean hideEmbeddingsVectors() {
    return hides(HideSetting.EMBEDDINGS_VECTORS);
  }

  /**
   * Tells whether spans hide the embedded texts. Variable {@code
   * OPENINFERENCE_HIDE_EMBEDDINGS_TEXT}.
   *
   * @return true if hidden
   */
  public boolean hideEmbeddingsText() {
    return hides(HideSetting.EMBEDDINGS_TEXT);
  }

  /**
   * Tells whether spans hide the content and metadata of retrieved documents. Variable {@code
   * OPENINFERENCE_HIDE_RETRIEVAL_DOCUMENTS}, as in the Python package.
   *
   * @return true if hidden
   */
  public boolean hideRetrievalDocuments() {
    return hides(HideSetting.RETRIEVAL_DOCUMENTS);
  }

  /**
   * Returns the maximum length of a base64 image, audio, video or file that a span records, counted
   * over the whole {@code data:} URI. Longer content goes to the {@link #blobUploader()}, or {@link
   * #REDACTED_VALUE} replaces it. Variable {@code OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH}, default
   * 32,000.
   *
   * @return the length in characters, 0 or more
   */
  public int base64ImageMaxLength() {
    return base64ImageMaxLength;
  }

  /**
   * Returns the uploader of base64 images and files over the limit. Variable {@code
   * OPENINFERENCE_BLOB_UPLOADER}, the name of a {@link BlobUploaderProvider}.
   *
   * @return the uploader, or null if content over the limit is redacted
   */
  public @Nullable BlobUploader blobUploader() {
    return blobUploader;
  }

  /**
   * Tells whether spans record only the type of an exception, and no description of an error. An
   * exception message may quote any content of the call. Every setting that hides content therefore
   * has this effect, except the setting for vectors, which no message quotes.
   *
   * @return true if only the type is recorded
   */
  public boolean hidesExceptionDetail() {
    return hidden.stream().anyMatch(HideSetting::coversText);
  }

  boolean hides(HideSetting setting) {
    return hidden.contains(setting);
  }

  /**
   * Tells whether no setting hides content. Images and files over the limit are left out even then.
   *
   * @return true if nothing is hidden
   */
  public boolean hidesNothing() {
    return hidden.isEmpty();
  }

  /**
   * Returns a function that gives attributes as spans record them under this configuration, for
   * spans that no tracer of this project made.
   */
  public UnaryOperator<Attributes> masking() {
    AttributeMasker masker = AttributeMasker.of(this);
    return attributes -> MaskedAttributes.ofSpan(masker, attributes);
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
   * Returns all settings. Of the uploader it names only the class, because the uploader's own text
   * may hold secrets.
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
