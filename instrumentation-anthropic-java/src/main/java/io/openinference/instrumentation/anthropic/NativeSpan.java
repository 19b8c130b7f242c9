// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What anthropic-java sees of a TOOL or AGENT span of ours. */
final class NativeSpan implements Span {

  private static final String ARGUMENTS = "gen_ai.tool.call.arguments";
  private static final String RESULT = "anthropic.tool_result.content";

  private final OpenInferenceSpan<?> span;

  NativeSpan(OpenInferenceSpan<?> span) {
    this.span = span;
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    if (span instanceof ToolSpan tool && value instanceof String text) {
      if (key.getKey().equals(ARGUMENTS)) {
        tool.toolParameters(text).input(text, MimeType.JSON);
      } else if (key.getKey().equals(RESULT)) {
        recordResult(tool, text);
      }
    }
    return this;
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

  @Override
  public Span addEvent(String name, Attributes attributes) {
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, String description) {
    span.setStatus(statusCode, description);
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additionalAttributes) {
    span.recordException(exception);
    return this;
  }

  @Override
  public Span updateName(String name) {
    return this;
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    span.end();
  }

  @Override
  public SpanContext getSpanContext() {
    return span.spanContext();
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  /** So that the code of a tool finds the span itself. */
  @Override
  public Context storeInContext(Context context) {
    return span.storeInContext(context);
  }
}
