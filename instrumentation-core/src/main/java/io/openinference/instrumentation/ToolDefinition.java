// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.ToolAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a tool that is offered to a model.
 *
 * <p>Follows {@code llm.tools.N.tool.*} of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class ToolDefinition {

  private final @Nullable String jsonSchema;
  private final @Nullable String name;
  private final @Nullable String description;

  private ToolDefinition(
      @Nullable String jsonSchema, @Nullable String name, @Nullable String description) {
    this.jsonSchema = jsonSchema;
    this.name = name;
    this.description = description;
  }

  /**
   * Returns a tool from its whole definition.
   *
   * @param jsonSchema the definition in the provider's format as a JSON string, including {@code
   *     type} and {@code function}
   */
  public static ToolDefinition ofJsonSchema(@Nullable String jsonSchema) {
    return new ToolDefinition(jsonSchema, null, null);
  }

  /**
   * Returns a tool from its whole definition.
   *
   * @param definition the definition in the provider's format, including {@code type} and {@code
   *     function}; written as JSON
   */
  public static ToolDefinition ofJsonSchema(@Nullable Map<String, ?> definition) {
    return ofJsonSchema(JsonObject.textOf(definition));
  }

  /**
   * Returns a tool with a name and a description in addition to its definition; null values are not
   * recorded.
   *
   * @param name the tool's name
   * @param description what the tool does
   * @param jsonSchema the tool's definition as a JSON string
   */
  public static ToolDefinition of(
      @Nullable String name, @Nullable String description, @Nullable String jsonSchema) {
    return new ToolDefinition(jsonSchema, name, description);
  }

  /** Returns the tool's definition as a JSON string, or null. */
  public @Nullable String jsonSchema() {
    return jsonSchema;
  }

  /** Returns the tool's name, or null. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the description of what the tool does, or null. */
  public @Nullable String description() {
    return description;
  }

  void writeTo(Keys keys, AttributeSink sink) {
    // A tool that says nothing keeps its place, so that the list has no hole.
    sink.set(keys.name, name == null && description == null && jsonSchema == null ? "" : name);
    sink.set(keys.description, description);
    sink.set(keys.jsonSchema, jsonSchema);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ToolDefinition that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(jsonSchema, name, description);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("ToolDefinition")
        .with("name", name)
        .text("description", description)
        .text("jsonSchema", jsonSchema)
        .toString();
  }

  static final class Keys {

    static final IndexedKeys<Keys> OFFERED =
        new IndexedKeys<>(LlmAttributes.LLM_TOOLS, 256, Keys::new);

    private final AttributeKey<String> name;
    private final AttributeKey<String> description;
    private final AttributeKey<String> jsonSchema;

    private Keys(ObjectListKey list, int index) {
      name = list.at(index, ToolAttributes.TOOL_NAME);
      description = list.at(index, ToolAttributes.TOOL_DESCRIPTION);
      jsonSchema = list.at(index, ToolAttributes.TOOL_JSON_SCHEMA);
    }
  }
}
