// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.MimeType;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/** Records tools that a {@code ToolCallingManager} runs. */
final class ToolRecorder extends ObservationRecorder<ToolCallingObservationContext, ToolSpan> {

  // Since Spring AI 2.
  private static final OptionalProperty TOOL_CALL_ID = OptionalProperty.named("getToolCallId");

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
      span.toolDescription(Texts.orNull(tool.description())).toolJsonSchema(tool.inputSchema());
    }
  }

  private static @Nullable String id(ToolCallingObservationContext observation) {
    String id = Texts.orNull(TOOL_CALL_ID.readString(observation));
    return id == null
        ? PendingToolCalls.takeId(Context.current(), observation.getToolDefinition().name())
        : id;
  }

  @Override
  void recordStop(ToolSpan span, Tracing tracing, ToolCallingObservationContext observation) {
    String result = observation.getToolCallResult();
    if (result != null) {
      span.output(result, mimeType(result));
    }
  }

  private static MimeType mimeType(String text) {
    return Texts.isJson(text) ? MimeType.JSON : MimeType.TEXT;
  }
}
