// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.ToolAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of a tool run: a function, a service or a database query that a model or agent asked for.
 *
 * @since 0.1.0
 */
public final class ToolSpan extends OpenInferenceSpan<ToolSpan> {

  ToolSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the name of the tool ({@code tool.name}). */
  public ToolSpan toolName(@Nullable String name) {
    return set(ToolAttributes.TOOL_NAME, name);
  }

  /** Sets what the tool does ({@code tool.description}). */
  public ToolSpan toolDescription(@Nullable String description) {
    return set(ToolAttributes.TOOL_DESCRIPTION, description);
  }

  /** Sets the identifier of the {@link ToolCall} that the tool run answers ({@code tool.id}). */
  public ToolSpan toolId(@Nullable String id) {
    return set(ToolAttributes.TOOL_ID, id);
  }

  /** Sets the parameters as a JSON string ({@code tool.parameters}). */
  public ToolSpan toolParameters(@Nullable String json) {
    return set(ToolAttributes.TOOL_PARAMETERS, json);
  }

  /** Sets the parameters from a map that is written as JSON ({@code tool.parameters}). */
  public ToolSpan toolParameters(@Nullable Map<String, ?> parameters) {
    return setJson(ToolAttributes.TOOL_PARAMETERS, parameters);
  }

  /** Sets the JSON schema of the tool's input ({@code tool.json_schema}). */
  public ToolSpan toolJsonSchema(@Nullable String jsonSchema) {
    return set(ToolAttributes.TOOL_JSON_SCHEMA, jsonSchema);
  }

  /** Sets the JSON schema of the tool's input, from a map that is written as JSON. */
  public ToolSpan toolJsonSchema(@Nullable Map<String, ?> schema) {
    return setJson(ToolAttributes.TOOL_JSON_SCHEMA, schema);
  }

  @Override
  ToolSpan self() {
    return this;
  }
}
