// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span that a library sees in place of its own span. It passes the library's calls to an
 * OpenInference span.
 */
final class NativeSpan implements Span {

  private final OpenInferenceSpan<?> span;
  private final NativeSpanRule rule;
  private final TelemetryGuard guard;

  NativeSpan(OpenInferenceSpan<?> span, NativeSpanRule rule, TelemetryGuard guard) {
    this.span = span;
    this.rule = rule;
    this.guard = guard;
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    if (value instanceof String text) {
      guard.run("attribute", () -> rule.tell(span, key.getKey(), text));
    }
    return this;
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
    guard.run("exception", () -> rule.exception(span, exception));
    return this;
  }

  @Override
  public Span updateName(String name) {
    return this;
  }

  @Override
  public void end() {
    try {
      guard.run("end", () -> rule.end(span));
    } finally {
      span.end();
    }
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    end();
  }

  @Override
  public SpanContext getSpanContext() {
    return span.spanContext();
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  /** Lets code inside the span find the OpenTelemetry span itself. */
  @Override
  public Context storeInContext(Context context) {
    Context inSpan = span.storeInContext(context);
    try {
      return rule.inSpan(span, inSpan);
    } catch (Throwable fault) {
      guard.handle("inSpan", fault);
      return inSpan;
    }
  }
}
