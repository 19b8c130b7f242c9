// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** A span processor that throws, when a span ends, what the guard lets through. */
final class FatalEnd implements SpanProcessor {

  static final InternalError ERROR = new InternalError("at the end of a span");

  /** Returns a tracer whose spans all end so. */
  static OpenInferenceTracer tracer() {
    return OpenInferenceTracer.create(
        InMemorySpans.with(provider -> provider.addSpanProcessor(new FatalEnd())).openTelemetry());
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    throw ERROR;
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
