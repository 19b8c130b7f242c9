// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which spans of other tracers stand for a call that an OpenInference span describes: the
 * span directly above or below it, apart from spans of other tracers.
 *
 * <p>Spans are related when they start. They are asked about when they are sent, which may be
 * before a processor sees their end.
 */
final class CoveredCalls {

  /** The number of spans that are remembered. A further span replaces the oldest. */
  private static final int MAX_SPANS = 10_000;

  private static final int MAX_DEPTH = 100;

  private static final Map<String, KnownSpan> SPANS =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownSpan> eldest) {
          return size() > MAX_SPANS;
        }
      };

  private static volatile boolean active;

  /**
   * A call that an OpenInference span describes.
   *
   * @param kind the kind of the span
   * @param name the name of the tool or agent, null for calls of models
   */
  private record Call(OpenInferenceSpanKind kind, @Nullable String name) {

    /** A run inside a run of another tool or agent is a run of its own. */
    static Call of(OpenInferenceSpanKind kind, @Nullable String name) {
      boolean isNamed = kind == OpenInferenceSpanKind.TOOL || kind == OpenInferenceSpanKind.AGENT;
      return new Call(kind, isNamed ? name : null);
    }
  }

  private static final class KnownSpan {

    private final @Nullable KnownSpan parent;
    private final @Nullable Call own;
    private final Set<Call> below = ConcurrentHashMap.newKeySet(1);

    KnownSpan(@Nullable KnownSpan parent, @Nullable Call own) {
      // A chain that grows with each span would never be collected.
      this.parent = parent == null || parent.depth() >= MAX_DEPTH ? null : parent;
      this.own = own;
    }

    private int depth() {
      int depth = 0;
      for (KnownSpan span = parent; span != null; span = span.parent) {
        depth++;
      }
      return depth;
    }

    void markAncestors(Call call) {
      KnownSpan ancestor = parent;
      while (ancestor != null && ancestor.own == null) {
        ancestor.below.add(call);
        ancestor = ancestor.parent;
      }
    }

    @Nullable Call above() {
      KnownSpan ancestor = parent;
      while (ancestor != null && ancestor.own == null) {
        ancestor = ancestor.parent;
      }
      return ancestor == null ? null : ancestor.own;
    }
  }

  /** Starts to remember spans. */
  static void activate() {
    active = true;
  }

  static void onStart(Context parentContext, ReadableSpan span) {
    if (!active) {
      return;
    }
    SpanContext parent = Span.fromContext(parentContext).getSpanContext();
    String kind = span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
    OpenInferenceSpanKind own = kind == null ? null : OpenInferenceSpanKind.fromValue(kind);
    Call call = own == null ? null : Call.of(own, span.getName());
    synchronized (SPANS) {
      KnownSpan entry = new KnownSpan(SPANS.get(parent.getSpanId()), call);
      if (SPANS.putIfAbsent(span.getSpanContext().getSpanId(), entry) == null && call != null) {
        entry.markAncestors(call);
      }
    }
  }

  /** Tells whether an OpenInference span of this kind describes the call of a span. */
  static boolean isCovered(SpanData span, OpenInferenceSpanKind kind) {
    KnownSpan entry;
    synchronized (SPANS) {
      entry = SPANS.get(span.getSpanId());
    }
    if (entry == null || kind == OpenInferenceSpanKind.CHAIN) {
      return false;
    }
    String nameKey = kind == OpenInferenceSpanKind.TOOL ? "gen_ai.tool.name" : "gen_ai.agent.name";
    Call call = Call.of(kind, span.getAttributes().get(AttributeKey.stringKey(nameKey)));
    return entry.below.contains(call) || Objects.equals(entry.above(), call);
  }

  private CoveredCalls() {}
}
