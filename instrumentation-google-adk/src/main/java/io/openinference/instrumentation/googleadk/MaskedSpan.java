// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link Span#current()} returns this span inside of a span of ours: its setters mask content. */
final class MaskedSpan implements Span {

  private final OpenInferenceSpan<?> span;
  private final Span unmasked;
  private final SpanListener listener;

  /**
   * @param context a context with the span
   * @param listener takes exceptions
   */
  MaskedSpan(OpenInferenceSpan<?> span, Context context, SpanListener listener) {
    this.span = span;
    this.unmasked = Span.fromContext(context);
    this.listener = listener;
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    span.addEvent(name, attributes);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    span.addEvent(name, attributes, Instant.EPOCH.plusNanos(unit.toNanos(timestamp)));
    return this;
  }

  @Override
  public Span addLink(SpanContext target, Attributes attributes) {
    span.addLink(target, attributes);
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, String description) {
    span.setStatus(statusCode, description);
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additionalAttributes) {
    listener.exception(span, exception);
    return this;
  }

  @Override
  public Span updateName(String name) {
    unmasked.updateName(name);
    return this;
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    span.end(Instant.EPOCH.plusNanos(unit.toNanos(timestamp)));
  }

  @Override
  public SpanContext getSpanContext() {
    return span.spanContext();
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }
}
