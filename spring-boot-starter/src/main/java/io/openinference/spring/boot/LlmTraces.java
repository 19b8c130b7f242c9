// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes on the traces that have an OpenInference span, or a span that becomes one, and drops all
 * others: probes, scheduled tasks, pages without a model call.
 *
 * <p>Ended spans of a trace wait until its first OpenInference span starts. A trace that ends
 * without one is forgotten when newer traces need the room, so that a call that a request has left
 * behind still finds its parents.
 */
final class LlmTraces implements SpanProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  private static final int MAX_TRACES = 1_000;

  /** A trace with more waiting spans is no probe. */
  private static final int MAX_WAITING_SPANS = 200;

  /** Each span of the conventions {@code gen_ai} has at least one of them. */
  private static final List<AttributeKey<String>> GEN_AI =
      List.of(
          AttributeKey.stringKey("gen_ai.operation.name"),
          AttributeKey.stringKey("gen_ai.provider.name"),
          AttributeKey.stringKey("gen_ai.system"));

  private final SpanProcessor next;
  private final boolean convertsGenAi;
  private final Map<String, Trace> traces = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  /**
   * Creates a filter.
   *
   * @param convertsGenAi whether spans of {@code gen_ai} become OpenInference spans while they are
   *     sent
   */
  LlmTraces(SpanProcessor next, boolean convertsGenAi) {
    this.next = next;
    this.convertsGenAi = convertsGenAi;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    // An exception of a span processor reaches the application.
    GUARD.run("start of a span", () -> passIfKnown(parentContext, span));
  }

  private void passIfKnown(Context parentContext, ReadWriteSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (isOfOpenInference(span)) {
      pass(span);
    } else if (!next.isStartRequired() || !passes(span)) {
      return;
    }
    next.onStart(parentContext, span);
  }

  private boolean passes(ReadableSpan span) {
    synchronized (traces) {
      Trace trace = traces.get(span.getSpanContext().getTraceId());
      return trace != null && trace.passes;
    }
  }

  /** Is true, because an OpenInference span lets the ended spans of its trace pass. */
  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    GUARD.run("end of a span", () -> passOrKeep(span));
  }

  private void passOrKeep(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (isOfOpenInference(span)) {
      pass(span);
    } else if (waits(span)) {
      return;
    }
    next.onEnd(span);
  }

  /** Passes on the waiting spans of the trace, and all its later spans. */
  private void pass(ReadableSpan span) {
    List<ReadableSpan> waiting;
    synchronized (traces) {
      Trace trace = trace(span);
      waiting = List.copyOf(trace.waiting);
      trace.waiting.clear();
      trace.passes = true;
    }
    waiting.forEach(next::onEnd);
  }

  private boolean waits(ReadableSpan span) {
    synchronized (traces) {
      Trace trace = trace(span);
      if (!trace.passes && trace.waiting.size() < MAX_WAITING_SPANS) {
        trace.waiting.add(span);
        return true;
      }
    }
    pass(span);
    return false;
  }

  // Called with the lock of the traces.
  private Trace trace(ReadableSpan span) {
    Trace trace = traces.computeIfAbsent(span.getSpanContext().getTraceId(), id -> new Trace());
    if (traces.size() > MAX_TRACES) {
      Iterator<Trace> eldest = traces.values().iterator();
      eldest.next();
      eldest.remove();
    }
    return trace;
  }

  private boolean isOfOpenInference(ReadableSpan span) {
    return span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND) != null
        || (convertsGenAi && GEN_AI.stream().anyMatch(key -> span.getAttribute(key) != null));
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return next.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  private static final class Trace {

    final List<ReadableSpan> waiting = new ArrayList<>();
    boolean passes;
  }
}
