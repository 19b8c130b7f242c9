// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;
import static io.openinference.semconv.ToolAttributes.TOOL_DESCRIPTION;
import static io.openinference.semconv.ToolAttributes.TOOL_ID;
import static io.openinference.semconv.ToolAttributes.TOOL_JSON_SCHEMA;
import static io.openinference.semconv.ToolAttributes.TOOL_NAME;
import static io.openinference.semconv.ToolAttributes.TOOL_PARAMETERS;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;

/** Runs a tool in a span made by hand. */
final class ToolFloor implements ToolExecutor {

  private final ToolSpecification specification;
  private final ToolExecutor executor;
  private final Tracer tracer;

  ToolFloor(ToolSpecification specification, ToolExecutor executor, Tracer tracer) {
    this.specification = specification;
    this.executor = executor;
    this.tracer = tracer;
  }

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ToolExecutionResult executeWithContext(
      ToolExecutionRequest request, InvocationContext context) {
    Span span =
        tracer
            .spanBuilder(request.name())
            .setAttribute(OPENINFERENCE_SPAN_KIND, "TOOL")
            .startSpan();
    return FloorSpan.around(
        span,
        () -> {
          recordRequest(span, request);
          ToolExecutionResult result = executor.executeWithContext(request, context);
          span.setAttribute(OUTPUT_VALUE, result.resultText());
          span.setAttribute(OUTPUT_MIME_TYPE, "text/plain");
          return result;
        });
  }

  private void recordRequest(Span span, ToolExecutionRequest request) {
    span.setAttribute(TOOL_NAME, request.name());
    span.setAttribute(TOOL_ID, request.id());
    span.setAttribute(TOOL_PARAMETERS, request.arguments());
    span.setAttribute(INPUT_VALUE, request.arguments());
    span.setAttribute(INPUT_MIME_TYPE, "application/json");
    span.setAttribute(TOOL_DESCRIPTION, specification.description());
    span.setAttribute(
        TOOL_JSON_SCHEMA, FloorSpan.json(JsonSchemaElementUtils.toMap(specification.parameters())));
  }
}
