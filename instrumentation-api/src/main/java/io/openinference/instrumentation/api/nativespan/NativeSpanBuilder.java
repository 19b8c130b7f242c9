// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.TelemetryGuard;
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

/** Receives a library's description of its span, and starts an OpenInference span in its place. */
final class NativeSpanBuilder implements SpanBuilder {

  private final NativeSpanRule rule;
  private final TelemetryGuard guard;
  private final Map<String, String> attributes = new HashMap<>();
  private @Nullable Context parent;

  NativeSpanBuilder(NativeSpanRule rule, TelemetryGuard guard) {
    this.rule = rule;
    this.guard = guard;
  }

  @Override
  public Span startSpan() {
    Context context = parent == null ? Context.current() : parent;
    try {
      if (!OpenInference.isTracingSuppressed(context)) {
        return new NativeSpan(
            requireNonNull(rule.start(), "start").apply(context, attributes), rule, guard);
      }
    } catch (Throwable fault) {
      guard.handle("nativeSpan", fault);
    }
    return Span.wrap(Span.fromContext(context).getSpanContext());
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
    if (value instanceof String text) {
      attributes.put(key, text);
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
