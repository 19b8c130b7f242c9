// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.semconv.MimeType;

/** Takes what ADK tells of a tool when the tool has run. */
final class ToolListener extends SpanListener {

  private static final String UNKNOWN = "<not specified>";
  private static final String NOTHING = "{}";

  private final ToolRuns toolRuns;

  ToolListener(ToolRuns toolRuns) {
    this.toolRuns = toolRuns;
  }

  @Override
  void content(OpenInferenceSpan<?> span, String key, String value) {
    if (!(span instanceof ToolSpan tool) || value.equals(UNKNOWN)) {
      return;
    }
    switch (key) {
      case "gen_ai.tool.description" -> tool.toolDescription(value);
      case "gen_ai.tool_call.id" -> tool.toolId(value.isEmpty() ? null : value);
      case "gcp.vertex.agent.tool_call_args" ->
          tool.toolParameters(value).input(value, MimeType.JSON);
      // ADK writes this for a tool that has failed.
      case "gcp.vertex.agent.tool_response" ->
          tool.output(value.equals(NOTHING) ? null : value, MimeType.JSON);
      default -> {
        // Other attributes repeat what the spans around have.
      }
    }
  }

  @Override
  public void end(OpenInferenceSpan<?> span) {
    toolRuns.end(span);
    super.end(span);
  }
}
