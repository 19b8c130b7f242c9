// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.SpanRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spans that have started and not ended.
 *
 * <p>OTLP has only ended spans. The SDK of this project tells the viewer of starts, if the
 * application wants that. They are kept in memory without their content, and go when the span ends,
 * after ten minutes, or when newer ones need the room.
 */
final class RunningSpans {

  private static final int MAX_SPANS = 10_000;
  private static final long MAX_AGE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** Names and ids come from the sender, and each may be long. */
  private static final long MAX_CHARACTERS = 8 << 20;

  private final Object lock = new Object();
  private final Runnable changed;

  @GuardedBy("lock")
  private final Map<String, Started> spans = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long characters;

  /** The part of a started span that is shown. */
  private record Started(
      String key,
      String project,
      String traceId,
      String spanId,
      String parentId,
      String name,
      String kind,
      @Nullable String model,
      @Nullable String session,
      @Nullable String user,
      long startNanos,
      long receivedMillis) {

    long characters() {
      long sum = 0;
      for (String text : new @Nullable String[] {project, name, kind, model, session, user}) {
        sum += text == null ? 0 : text.length();
      }
      return sum;
    }
  }

  RunningSpans(Runnable changed) {
    this.changed = changed;
  }

  /** Takes spans that started. */
  void started(List<SpanRow> rows) {
    synchronized (lock) {
      rows.forEach(row -> put(started(row)));
      Iterator<Started> oldest = spans.values().iterator();
      while (spans.size() > MAX_SPANS || characters > MAX_CHARACTERS) {
        characters -= oldest.next().characters();
        oldest.remove();
      }
    }
    changed.run();
  }

  @GuardedBy("lock")
  private void put(Started started) {
    characters += started.characters();
    forget(spans.put(started.key(), started));
  }

  @GuardedBy("lock")
  private void forget(@Nullable Started started) {
    characters -= started == null ? 0 : started.characters();
  }

  void ended(List<SpanRow> rows) {
    synchronized (lock) {
      if (!spans.isEmpty()) {
        rows.forEach(row -> forget(spans.remove(key(row))));
      }
    }
  }

  private static Started started(SpanRow row) {
    return new Started(
        key(row),
        row.project(),
        row.traceId(),
        row.spanId(),
        row.parentId(),
        row.name(),
        row.kind(),
        row.model(),
        row.sessionId(),
        row.userId(),
        row.startNanos(),
        row.receivedMillis());
  }

  private static String key(SpanRow row) {
    return row.traceId() + row.spanId();
  }

  /** Returns the running spans of a trace. */
  List<Rows.Span> ofTrace(String traceId) {
    return find(each -> each.traceId().equals(traceId));
  }

  /**
   * Returns the running roots of a project. A trace without a running root is shown by the span of
   * which the viewer was told first: some tracers name a root only when it ends, so the sender does
   * not tell of it.
   */
  List<Rows.Span> firstOf(String project) {
    List<Rows.Span> spans = find(each -> each.project().equals(project));
    Set<String> traces = new HashSet<>();
    List<Rows.Span> first = new ArrayList<>();
    for (Rows.Span span : spans) {
      if (span.parentId() == null) {
        traces.add(span.traceId());
        first.add(span);
      }
    }
    for (Rows.Span span : spans) {
      if (traces.add(span.traceId())) {
        first.add(span);
      }
    }
    return first;
  }

  private List<Rows.Span> find(Predicate<Started> wanted) {
    long now = System.currentTimeMillis();
    List<Rows.Span> found = new ArrayList<>();
    synchronized (lock) {
      for (Iterator<Started> each = spans.values().iterator(); each.hasNext(); ) {
        Started span = each.next();
        if (now - span.receivedMillis() > MAX_AGE_MILLIS) {
          each.remove();
          forget(span);
        }
      }
      for (Started each : spans.values()) {
        if (wanted.test(each)) {
          // The numbers of stored spans are positive.
          found.add(shown(each, -1 - found.size(), now));
        }
      }
    }
    return found;
  }

  private static Rows.Span shown(Started row, long id, long now) {
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
        row.session(),
        row.user(),
        0,
        "",
        "",
        "",
        true);
  }
}
