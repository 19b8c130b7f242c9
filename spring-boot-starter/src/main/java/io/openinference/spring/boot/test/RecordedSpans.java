// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.test;

import io.openinference.testing.Trace;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The spans that the application has ended.
 *
 * @since 0.1.0
 */
public final class RecordedSpans {

  private final List<SpanData> ended = new CopyOnWriteArrayList<>();

  RecordedSpans() {}

  /** Returns the ended spans, in the order of their ends. */
  public List<SpanData> spans() {
    return List.copyOf(ended);
  }

  /** Returns the traces of the ended spans. */
  public List<Trace> traces() {
    Map<String, List<SpanData>> byTrace = new LinkedHashMap<>();
    for (SpanData span : ended) {
      byTrace.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
    }
    return byTrace.values().stream().map(Trace::of).toList();
  }

  /**
   * Returns the only trace.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public Trace trace() {
    List<Trace> traces = traces();
    if (traces.size() != 1) {
      throw new AssertionError("Expected one trace but there are " + traces.size() + ": " + traces);
    }
    return traces.get(0);
  }

  /** Forgets all spans. Call it before each test, because tests share an application. */
  public void clear() {
    ended.clear();
  }

  SpanProcessor processor() {
    return new SpanProcessor() {
      @Override
      public void onStart(Context parentContext, ReadWriteSpan span) {}

      @Override
      public boolean isStartRequired() {
        return false;
      }

      @Override
      public void onEnd(ReadableSpan span) {
        ended.add(span.toSpanData());
      }

      @Override
      public boolean isEndRequired() {
        return true;
      }
    };
  }
}
