// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps {@code tools/call}. */
final class ToolCallMapper extends RequestMapper<ToolSpan> {

  static final ToolCallMapper INSTANCE = new ToolCallMapper();

  private ToolCallMapper() {
    super(ToolSpan.class);
  }

  @Override
  OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, @Nullable Object params) {
    String name = McpFields.text(params, "name");
    return tracing.tracer().tool(name == null ? McpSchema.METHOD_TOOLS_CALL : name);
  }

  @Override
  void recordRequest(ToolSpan span, Tracing tracing, @Nullable Object params) {
    span.toolName(McpFields.text(params, "name"));
    Map<String, Object> arguments = McpFields.map(params, "arguments");
    Map<String, Object> shown = arguments == null ? Map.of() : arguments;
    span.toolParameters(shown);
    span.inputJson(shown);
  }

  @Override
  void recordDefinition(ToolSpan span, Tracing tracing, Record specification) {
    Object tool = McpFields.get(specification, "tool");
    if (tool != null && !tracing.hidesTools()) {
      span.toolDescription(McpFields.text(tool, "description"));
      span.toolJsonSchema(McpFields.map(tool, "inputSchema"));
    }
  }

  @Override
  void recordResult(ToolSpan span, Tracing tracing, Object result) {
    List<?> contents = McpFields.list(result, "content");
    String text = Contents.text(contents);
    Object structured = McpFields.get(result, "structuredContent");
    if (structured != null && text.isEmpty()) {
      span.outputJson(structured);
    } else {
      span.output(text);
    }
    span.outputImages(Contents.images(contents));
    if (Boolean.TRUE.equals(McpFields.get(result, "isError"))) {
      span.setStatus(StatusCode.ERROR, text);
    }
  }
}
