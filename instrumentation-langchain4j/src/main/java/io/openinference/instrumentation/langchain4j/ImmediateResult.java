// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.observability.api.event.ToolExecutedEvent;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.ToolExecution;
import io.openinference.instrumentation.api.door.OptionalProperty;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the output of a service whose tool returns immediately: the tool's result is the output,
 * because no model is asked again.
 */
final class ImmediateResult {

  private static final OptionalProperty RESULT_CONTENTS = OptionalProperty.named("resultContents");
  private static final OptionalProperty RESULT_TEXT = OptionalProperty.named("resultText");
  private static final OptionalProperty RESULT = OptionalProperty.named("result");

  /** Returns the results of the last tools, or null if there are none. */
  static @Nullable String of(Result<?> result) {
    List<ToolExecution> executions = result.toolExecutions();
    if (executions == null || executions.isEmpty()) {
      return null;
    }
    int calls = Math.min(callCount(result.finalResponse()), executions.size());
    return executions.subList(executions.size() - calls, executions.size()).stream()
        .map(execution -> text(execution, RESULT))
        .collect(Collectors.joining("\n"));
  }

  private static int callCount(@Nullable ChatResponse response) {
    AiMessage message = response == null ? null : response.aiMessage();
    return message == null ? 1 : Math.max(1, message.toolExecutionRequests().size());
  }

  /** Returns the result of a tool as text. */
  static String of(ToolExecutedEvent event) {
    return text(event, RESULT_TEXT);
  }

  /** Newer releases have parts, and the text accessor throws for a part that is not text. */
  private static String text(Object executed, OptionalProperty ofText) {
    if (RESULT_CONTENTS.read(executed) instanceof List<?> contents) {
      return ToolRecorder.text(contents);
    }
    String text = ofText.readString(executed);
    return text == null ? "" : text;
  }

  private ImmediateResult() {}
}
