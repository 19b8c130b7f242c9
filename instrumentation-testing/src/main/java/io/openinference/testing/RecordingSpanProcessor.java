// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the ended spans in the order in which they ended, and tracks the open spans. */
final class RecordingSpanProcessor implements SpanProcessor {

  private final AwaitableList<SpanData> finished = new AwaitableList<>();
  private final Object lock = new Object();

  // Guarded by lock.
  private final Map<String, ReadableSpan> open = new LinkedHashMap<>();

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    synchronized (lock) {
      open.put(key(span), span);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    synchronized (lock) {
      if (open.remove(key(span)) == null) {
        return; // Started before the reset, so the span belongs to an earlier test.
      }
      // Like an exporter, ignores spans that are recorded but not sampled.
      if (span.getSpanContext().isSampled()) {
        finished.add(span.toSpanData());
      }
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  List<SpanData> finishedSpans() {
    return finished.snapshot();
  }

  boolean awaitFinished(int count, Duration timeout) {
    return finished.await(count, timeout);
  }

  List<String> openSpanNames() {
    synchronized (lock) {
      return open.values().stream().map(ReadableSpan::getName).toList();
    }
  }

  void clearFinished() {
    finished.clear();
  }

  /** Forgets all spans; spans that are open now are ignored when they end. */
  void reset() {
    synchronized (lock) {
      open.clear();
      finished.clear();
    }
  }

  private static String key(ReadableSpan span) {
    return span.getSpanContext().getTraceId() + span.getSpanContext().getSpanId();
  }
}
