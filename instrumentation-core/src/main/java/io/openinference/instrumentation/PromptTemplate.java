// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template that a prompt was made from.
 *
 * <p>Follows {@code llm.prompt_template.*} of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class PromptTemplate {

  private final @Nullable String template;
  private final @Nullable JsonObject variables;
  private final @Nullable String version;

  private PromptTemplate(
      @Nullable String template, @Nullable JsonObject variables, @Nullable String version) {
    this.template = template;
    this.variables = variables;
    this.version = version;
  }

  /**
   * Returns a prompt template; null values are not recorded.
   *
   * @param template the text with its placeholders, for example {@code Answer {question}}
   * @param variables the values of the placeholders, recorded as a JSON object; the map is copied
   * @param version the template's version, or null if it has none
   */
  public static PromptTemplate of(
      @Nullable String template, @Nullable Map<String, ?> variables, @Nullable String version) {
    return new PromptTemplate(template, JsonObject.copyOf(variables), version);
  }

  /** Returns the text with its placeholders, or null. */
  public @Nullable String template() {
    return template;
  }

  /** Returns a read-only view of the values of the placeholders; empty if there are none. */
  public Map<String, @Nullable Object> variables() {
    return JsonObject.membersOf(variables);
  }

  /** Returns the template's version, or null if it has none. */
  public @Nullable String version() {
    return version;
  }

  void writeTo(AttributeSink sink) {
    sink.set(LlmAttributes.LLM_PROMPT_TEMPLATE_TEMPLATE, template);
    sink.setJson(LlmAttributes.LLM_PROMPT_TEMPLATE_VARIABLES, variables);
    sink.set(LlmAttributes.LLM_PROMPT_TEMPLATE_VERSION, version);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PromptTemplate that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(template, variables, version);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("PromptTemplate")
        .text("template", template)
        .count(variables().size(), "variable")
        .with("version", version)
        .toString();
  }
}
