// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.SpanRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Spans that have started and not ended.
 *
 * <p>OTLP has only ended spans. The SDK of this project tells the viewer of starts, if the
 * application wants that. They are kept in memory, and go when the span ends or after ten minutes.
 */
final class RunningSpans {

  private static final int MAX_SPANS = 10_000;
  private static final long MAX_AGE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Object lock = new Object();
  private final Runnable changed;

  @GuardedBy("lock")
  private final Map<String, SpanRow> spans = new LinkedHashMap<>();

  RunningSpans(Runnable changed) {
    this.changed = changed;
  }

  /** Takes spans that started. */
  void started(List<SpanRow> rows) {
    synchronized (lock) {
      rows.forEach(row -> spans.put(key(row), row));
      Iterator<SpanRow> oldest = spans.values().iterator();
      while (spans.size() > MAX_SPANS) {
        oldest.next();
        oldest.remove();
      }
    }
    changed.run();
  }

  void ended(List<SpanRow> rows) {
    synchronized (lock) {
      if (!spans.isEmpty()) {
        rows.forEach(row -> spans.remove(key(row)));
      }
    }
  }

  private static String key(SpanRow row) {
    return row.traceId() + row.spanId();
  }

  /** Returns the running spans of a trace. */
  List<Rows.Span> ofTrace(String traceId) {
    return find(each -> each.traceId().equals(traceId));
  }

  /** Returns the running roots of a project. */
  List<Rows.Span> rootsOf(String project) {
    return find(each -> each.parentId().isEmpty() && each.project().equals(project));
  }

  private List<Rows.Span> find(Predicate<SpanRow> wanted) {
    long now = System.currentTimeMillis();
    List<Rows.Span> found = new ArrayList<>();
    synchronized (lock) {
      spans.values().removeIf(each -> now - each.receivedMillis() > MAX_AGE_MILLIS);
      for (SpanRow each : spans.values()) {
        if (wanted.test(each)) {
          // The numbers of stored spans are positive.
          found.add(shown(each, -1 - found.size(), now));
        }
      }
    }
    return found;
  }

  private static Rows.Span shown(SpanRow row, long id, long now) {
    double start = row.startNanos() / 1e6;
    return new Rows.Span(
        id,
        row.project(),
        row.traceId(),
        row.spanId(),
        row.parentId().isEmpty() ? null : row.parentId(),
        row.name(),
        row.kind(),
        0,
        Long.toString(row.startNanos()),
        Math.max(0, now - start),
        row.model(),
        null,
        null,
        null,
        null,
        false,
        row.sessionId(),
        row.userId(),
        0,
        "",
        "",
        "",
        true);
  }
}
