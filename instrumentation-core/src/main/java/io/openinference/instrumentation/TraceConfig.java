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
 * is {@code openinference.hide.inputs}, and so on. A value that does not parse is warned of and the
 * default is used.
 *
 * <p>What is hidden is either not recorded or recorded as {@value #REDACTED_VALUE}: a text that a
 * reader would read is replaced, so that the reader sees that it was hidden; JSON, identifiers and
 * MIME types that belong to it are left out, as are messages and tools as a whole. Numbers such as
 * scores and token counts stay. An attribute takes the first row that matches.
 *
 * <table>
 * <caption>Effect of the settings, rows 1 to 15 as in the Python package</caption>
 * <tr><th>#</th><th>Setting</th><th>Attributes</th><th>Recorded</th></tr>
 * <tr><td>1</td><td>hideLlmInvocationParameters</td>
 *     <td>{@code llm.invocation_parameters}</td><td>nothing</td></tr>
 * <tr><td>2</td><td>hideInputs, hideLlmTools</td><td>{@code llm.tools.*}</td><td>nothing</td></tr>
 * <tr><td>3</td><td>hideInputs</td><td>{@code input.value}</td><td>replaced</td></tr>
 * <tr><td>4</td><td>hideInputs</td><td>{@code input.mime_type}</td><td>nothing</td></tr>
 * <tr><td>5</td><td>hideOutputs</td><td>{@code output.value}</td><td>replaced</td></tr>
 * <tr><td>6</td><td>hideOutputs</td><td>{@code output.mime_type}</td><td>nothing</td></tr>
 * <tr><td>7</td><td>hideInputs, hideInputMessages</td>
 *     <td>{@code llm.input_messages.*}</td><td>nothing</td></tr>
 * <tr><td>8</td><td>hideInputs, hidePrompts</td><td>{@code llm.prompts.*}</td>
 *     <td>replaced</td></tr>
 * <tr><td>9</td><td>hideOutputs, hideOutputMessages</td>
 *     <td>{@code llm.output_messages.*}</td><td>nothing</td></tr>
 * <tr><td>10</td><td>hideOutputs, hideChoices</td><td>{@code llm.choices.*}</td>
 *     <td>replaced</td></tr>
 * <tr><td>11</td><td>hideInputText, hideOutputText</td>
 *     <td>{@code message.content}, {@code message_content.text} and, beyond the Python package,
 *     {@code audio.transcript} of input or output messages</td><td>replaced</td></tr>
 * <tr><td>12</td><td>hideInputImages</td>
 *     <td>{@code message_content.image.*} of input messages</td><td>nothing</td></tr>
 * <tr><td>13</td><td>base64ImageMaxLength</td>
 *     <td>{@code image.url} of messages, where it is a longer base64 image</td>
 *     <td>URI of the blobUploader, else replaced</td></tr>
 * <tr><td>14</td><td>hideEmbeddingsVectors, hideEmbeddingVectors</td>
 *     <td>{@code embedding.vector} in {@code embedding.embeddings.*}</td><td>replaced</td></tr>
 * <tr><td>15</td><td>hideEmbeddingsText</td>
 *     <td>{@code embedding.text} in {@code embedding.embeddings.*}</td><td>replaced</td></tr>
 * <tr><td>16</td><td>hideInputs</td><td>{@code embedding.text}, {@code reranker.query}</td>
 *     <td>replaced</td></tr>
 * <tr><td>17</td><td>hideInputs</td>
 *     <td>{@code llm.prompt_template.variables}, {@code tool.parameters}</td>
 *     <td>nothing</td></tr>
 * <tr><td>18</td><td>hideOutputs, hideOutputMessages</td><td>{@code llm.function_call}</td>
 *     <td>nothing</td></tr>
 * <tr><td>19</td><td>hideOutputs for {@code retrieval.documents.*}, hideInputs for {@code
 *     reranker.input_documents.*}, either for {@code reranker.output_documents.*}</td>
 *     <td>{@code document.content}</td><td>replaced</td></tr>
 * <tr><td>20</td><td>as 19</td><td>{@code document.id}, {@code document.metadata} and all else
 *     except {@code document.score}</td><td>nothing</td></tr>
 * <tr><td>21</td><td>hideInputs, hideOutputs</td>
 *     <td>{@code annotation.explanation} and {@code evaluation.explanation}, of span, trace and
 *     session</td><td>replaced</td></tr>
 * <tr><td>22</td><td>hideInputs, hideOutputs</td>
 *     <td>{@code annotation.metadata} and {@code evaluation.metadata}, likewise; {@code
 *     exception.message}, {@code exception.stacktrace}, the description of the span's status</td>
 *     <td>nothing; of an exception the type</td></tr>
 * </table>
 *
 * <p>Not hidden by any of these: {@code metadata}, {@code tag.tags}, {@code user.id}, {@code
 * session.id}, {@code llm.prompt_template.template}, names and descriptions of tools and agents.
 * Only hideInputs hides the messages inside {@code input.value}; hideInputMessages and
 * hideInputText leave that value alone, as the specification says.
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
   * Whether spans hide embedding vectors, as {@link #hideEmbeddingsVectors} does. Variable {@code
   * OPENINFERENCE_HIDE_EMBEDDING_VECTORS}.
   *
   * @return true to hide
   * @deprecated the older name of {@link #hideEmbeddingsVectors}; either of the two hides
   */
  @Deprecated
  public boolean hideEmbeddingVectors() {
    return hides(HideSetting.EMBEDDING_VECTORS);
  }

  /**
   * Whether spans hide embedding vectors. Variable {@code OPENINFERENCE_HIDE_EMBEDDINGS_VECTORS}.
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
   * The longest base64 image, as the whole {@code data:} URI, that a span records. Longer ones go
   * to the {@link #blobUploader()} or are replaced with {@link #REDACTED_VALUE}. Variable {@code
   * OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH}, default 32,000.
   *
   * @return the length in characters, 0 or more
   */
  public int base64ImageMaxLength() {
    return base64ImageMaxLength;
  }

  /**
   * Where base64 images over the limit go. Variable {@code OPENINFERENCE_BLOB_UPLOADER}, the name
   * of a {@link BlobUploaderProvider}.
   *
   * @return the uploader, or null if such images are redacted
   */
  public @Nullable BlobUploader blobUploader() {
    return blobUploader;
  }

  boolean hides(HideSetting setting) {
    return hidden.contains(setting);
  }

  boolean hidesNothing() {
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
