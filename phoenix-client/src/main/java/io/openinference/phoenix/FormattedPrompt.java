// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt whose variables are filled in. The classes of {@code io.openinference.phoenix.prompts}
 * turn it into a request of openai-java, anthropic-java, google-genai, LangChain4j or Spring AI.
 *
 * @since 0.1.0
 */
public final class FormattedPrompt {

  /**
   * The limit of the answer for a model that demands one, if the prompt has none. Phoenix's Python
   * client has the same.
   */
  public static final int DEFAULT_MAX_TOKENS = 8192;

  private final PromptVersion version;
  private final List<PromptMessage> messages;

  FormattedPrompt(PromptVersion version, List<PromptMessage> messages) {
    this.version = version;
    this.messages = List.copyOf(messages);
  }

  /** Returns the version, with the model, its parameters and the tools. */
  public PromptVersion version() {
    return version;
  }

  /** Returns the messages. */
  public List<PromptMessage> messages() {
    return messages;
  }

  /** Returns the name of the model. */
  public String modelName() {
    return version.modelName();
  }

  /** Returns the parameters of the model, by the names of its provider. */
  public Map<String, @Nullable Object> parameters() {
    return version.parameters();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FormattedPrompt that
        && version.equals(that.version)
        && messages.equals(that.messages);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, messages);
  }

  /** Shows the model only, because messages are content. */
  @Override
  public String toString() {
    return "FormattedPrompt{modelName=" + modelName() + ", messages=" + messages.size() + "}";
  }
}
