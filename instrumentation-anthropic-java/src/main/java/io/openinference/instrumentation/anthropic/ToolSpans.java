// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.nativespan.NativeSpanRule;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.MimeType;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of anthropic-java's own spans. Spans of calls that we trace are left out. Spans
 * of tools and of their loop become TOOL and AGENT spans.
 */
final class ToolSpans {

  private static final String TOOL_USE = "_tool_use";
  private static final String LOOP_NAME = "beta.messages.tool_runner";
  private static final String NAME = "gen_ai.tool.name";
  private static final String CALL_ID = "gen_ai.tool.call.id";
  private static final String DESCRIPTION = "gen_ai.tool.description";
  private static final String ARGUMENTS = "gen_ai.tool.call.arguments";
  private static final String RESULT = "anthropic.tool_result.content";

  private final OpenInferenceTracer tracer;
  private final NativeSpanRule tool;
  private final NativeSpanRule loop;

  ToolSpans(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.tool = NativeSpanRule.replace(this::startTool, ToolSpans::record);
    this.loop = NativeSpanRule.replace(this::startLoop, (span, key, value) -> {});
  }

  NativeSpanRule rule(String spanName) {
    return switch (spanName) {
      case "anthropic.messages.create", "anthropic.messages.count_tokens" ->
          NativeSpanRule.leaveOut();
      case "anthropic.messages.tool_runner" -> loop;
      default -> spanName.contains(TOOL_USE) ? tool : NativeSpanRule.keep();
    };
  }

  private OpenInferenceSpan<?> startTool(Context context, Map<String, String> attributes) {
    String name = text(attributes, NAME);
    return tracer
        .tool(name == null ? "tool" : name)
        .startSpan(context)
        .toolName(name)
        .toolId(text(attributes, CALL_ID))
        .toolDescription(text(attributes, DESCRIPTION));
  }

  private OpenInferenceSpan<?> startLoop(Context context, Map<String, String> attributes) {
    return tracer.agent(LOOP_NAME).startSpan(context);
  }

  private static @Nullable String text(Map<String, String> attributes, String key) {
    String text = attributes.get(key);
    return text == null || text.isEmpty() ? null : text;
  }

  private static void record(OpenInferenceSpan<?> span, String key, String value) {
    if (span instanceof ToolSpan tool) {
      if (key.equals(ARGUMENTS)) {
        tool.toolParameters(value).input(value, MimeType.JSON);
      } else if (key.equals(RESULT)) {
        recordResult(tool, value);
      }
    }
  }

  /** The library gives the blocks of the result. Most tools return text alone. */
  private static void recordResult(ToolSpan tool, String json) {
    List<WireObject> blocks =
        WireObject.of(WireJson.parse("{\"content\":" + json + "}")).objects("content");
    String text = blocks.size() == 1 ? text(blocks.get(0)) : null;
    if (text == null) {
      tool.output(json, MimeType.JSON);
    } else {
      tool.output(text);
    }
  }

  /** Blocks are those of the API, or those of OpenTelemetry's conventions. */
  private static @Nullable String text(WireObject block) {
    return "text".equals(block.string("type")) ? block.firstString("text", "content") : null;
  }
}
