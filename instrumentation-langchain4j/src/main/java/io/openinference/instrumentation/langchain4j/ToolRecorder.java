// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records a tool run, of the application's own tools and of tools behind an MCP client. */
final class ToolRecorder {

  private static final OptionalProperty RESULT_CONTENTS = OptionalProperty.named("resultContents");

  static OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    ToolExecutionRequest request = call.argument(ToolExecutionRequest.class);
    String name = request == null ? null : request.name();
    return tracing.tracer().tool(name == null ? call.delegateName() : name);
  }

  static @Nullable Invocation invocation(InterceptedCall call) {
    return Invocations.find(call.argument(InvocationContext.class));
  }

  static void recordRequest(ToolSpan span, Tracing tracing, InterceptedCall call) {
    ToolExecutionRequest request = call.argument(ToolExecutionRequest.class);
    if (request != null) {
      span.toolName(request.name()).toolId(request.id()).toolParameters(request.arguments());
      span.input(request.arguments(), MimeType.JSON);
      Invocation invocation = invocation(call);
      if (invocation != null) {
        recordSpecification(span, tracing, invocation.tool(request.name()));
      }
    }
  }

  private static void recordSpecification(
      ToolSpan span, Tracing tracing, @Nullable ToolSpecification specification) {
    if (specification != null && !tracing.mask().hidesTools()) {
      span.toolDescription(specification.description());
      span.toolJsonSchema(tracing.tools().inputSchemaJson(specification));
    }
  }

  static void recordResult(ToolSpan span, Tracing tracing, Object result) {
    if (result instanceof String text) {
      span.output(text);
    } else if (result instanceof ToolExecutionResult executed) {
      String text = text(executed);
      span.output(text);
      if (executed.isError()) {
        span.setStatus(StatusCode.ERROR, text);
      }
    }
  }

  /** Returns the result as text; newer releases also allow parts that are not text. */
  private static String text(ToolExecutionResult result) {
    if (RESULT_CONTENTS.read(result) instanceof List<?> contents) {
      return text(contents);
    }
    return result.resultText();
  }

  /** Returns the parts of a result as text. */
  static String text(List<?> contents) {
    if (contents.size() == 1) {
      return text(contents.get(0));
    }
    return contents.stream().map(ToolRecorder::text).collect(Collectors.joining("\n"));
  }

  private static String text(@Nullable Object content) {
    if (content instanceof TextContent text) {
      return text.text();
    }
    return content instanceof Content part ? "[" + part.type() + "]" : String.valueOf(content);
  }

  private ToolRecorder() {}
}
