// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.ToolSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a TOOL or an AGENT span of what anthropic-java says of a tool or of its loop. */
final class ToolSpanBuilder implements SpanBuilder {

  private static final String NAME = "gen_ai.tool.name";
  private static final String CALL_ID = "gen_ai.tool.call.id";
  private static final String DESCRIPTION = "gen_ai.tool.description";
  private static final String LOOP_NAME = "beta.messages.tool_runner";

  private final OpenInferenceTracer tracer;
  private final boolean isTool;
  private final Map<String, Object> attributes = new HashMap<>();
  private @Nullable Context parent;

  ToolSpanBuilder(OpenInferenceTracer tracer, boolean isTool) {
    this.tracer = tracer;
    this.isTool = isTool;
  }

  @Override
  public Span startSpan() {
    Context context = parent == null ? Context.current() : parent;
    try {
      if (Tracing.GUARD.isOpen() && !OpenInference.isTracingSuppressed(context)) {
        return new NativeSpan(isTool ? startTool(context) : startLoop(context));
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handle("toolSpan", fault);
    }
    return Span.wrap(Span.fromContext(context).getSpanContext());
  }

  private OpenInferenceSpan<?> startTool(Context context) {
    String name = text(NAME);
    ToolSpan span = tracer.tool(name == null ? "tool" : name).startSpan(context);
    return span.toolName(name).toolId(text(CALL_ID)).toolDescription(text(DESCRIPTION));
  }

  private OpenInferenceSpan<?> startLoop(Context context) {
    return tracer.agent(LOOP_NAME).startSpan(context);
  }

  private @Nullable String text(String key) {
    return attributes.get(key) instanceof String text && !text.isEmpty() ? text : null;
  }

  @Override
  public SpanBuilder setParent(Context context) {
    parent = context;
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    parent = Context.root();
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext) {
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext, Attributes attributes) {
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, @Nullable String value) {
    put(key, value);
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, long value) {
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, double value) {
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, boolean value) {
    return this;
  }

  @Override
  public <T> SpanBuilder setAttribute(AttributeKey<T> key, @Nullable T value) {
    put(key.getKey(), value);
    return this;
  }

  private void put(String key, @Nullable Object value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }

  @Override
  public SpanBuilder setSpanKind(SpanKind spanKind) {
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long startTimestamp, TimeUnit unit) {
    return this;
  }
}
