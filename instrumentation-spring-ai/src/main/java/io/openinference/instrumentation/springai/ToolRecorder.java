// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.MimeType;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/** Records tools that a {@code ToolCallingManager} runs. */
final class ToolRecorder extends ObservationRecorder<ToolCallingObservationContext, ToolSpan> {

  // Null before Spring AI 2.
  private static final @Nullable Method TOOL_CALL_ID =
      OptionalProperty.accessor(ToolCallingObservationContext.class, "getToolCallId");

  @Override
  OpenInferenceSpanBuilder<ToolSpan> spanBuilder(
      Tracing tracing, ToolCallingObservationContext observation) {
    return tracing.tracer().tool(observation.getToolDefinition().name());
  }

  @Override
  void recordStart(ToolSpan span, Tracing tracing, ToolCallingObservationContext observation) {
    ToolDefinition tool = observation.getToolDefinition();
    String arguments = observation.getToolCallArguments();
    span.toolName(tool.name())
        .toolId(id(observation))
        .toolParameters(arguments)
        .input(arguments, mimeType(arguments));
    if (!tracing.config().hideInputs() && !tracing.config().hideLlmTools()) {
      span.toolDescription(OptionalTexts.orNull(tool.description()))
          .toolJsonSchema(tool.inputSchema());
    }
  }

  private static @Nullable String id(ToolCallingObservationContext observation) {
    if (TOOL_CALL_ID == null) {
      return PendingToolCalls.takeId(Context.current(), observation.getToolDefinition().name());
    }
    return OptionalProperty.invoke(TOOL_CALL_ID, observation) instanceof String id
        ? OptionalTexts.orNull(id)
        : null;
  }

  @Override
  void recordStop(ToolSpan span, Tracing tracing, ToolCallingObservationContext observation) {
    String result = observation.getToolCallResult();
    if (result != null) {
      span.output(result, mimeType(result));
    }
  }

  private static MimeType mimeType(String text) {
    return OptionalTexts.isJson(text) ? MimeType.JSON : MimeType.TEXT;
  }
}
