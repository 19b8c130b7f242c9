// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one span that is being recorded: scalars at once, lists when the span ends, and the end
 * exactly once. What comes after the end is ignored.
 */
final class SpanRecorder extends MaskingSink {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final Span span;
  private final int attributeCountLimit;
  // Not a count, because setting a key again takes no room.
  private final Set<AttributeKey<?>> keys;
  private final AtomicReferenceArray<@Nullable List<?>> lists =
      new AtomicReferenceArray<>(ListGroup.BY_PRIORITY.size());
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean failed;
  private volatile SpanStatus status = SpanStatus.OK;

  /**
   * @param keys the keys that the span started with, safe for use by several threads
   */
  SpanRecorder(
      AttributeMasker masker, Span span, int attributeCountLimit, Set<AttributeKey<?>> keys) {
    super(masker);
    this.span = span;
    this.attributeCountLimit = attributeCountLimit;
    this.keys = keys;
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    span.setAttribute(key, value);
    // OpenTelemetry drops keys beyond the limit.
    if (keys.size() < attributeCountLimit) {
      keys.add(key);
    }
  }

  boolean hasEnded() {
    return ended.get();
  }

  // Without guarded(..) where it is called for each attribute: it takes an object for each call.

  <T> void record(AttributeKey<T> key, @Nullable T value) {
    try {
      if (!hasEnded()) {
        set(key, value);
      }
    } catch (Throwable t) {
      GUARD.handle("setAttribute", t);
    }
  }

  <T> void recordLazily(AttributeKey<T> key, Supplier<? extends @Nullable T> value) {
    guarded("setAttribute", () -> setLazily(key, value));
  }

  void recordAll(Consumer<AttributeSink> attributes) {
    guarded("setAttribute", () -> attributes.accept(this));
  }

  <E> void recordList(ListGroup<E> group, Collection<? extends E> elements) {
    guarded("setList", () -> lists.set(group.priority, NonNullElements.copyOf(elements)));
  }

  void recordEvent(String name, Attributes attributes, @Nullable Instant time) {
    guarded(
        "addEvent",
        () -> {
          Attributes masked = MaskedAttributes.ofSpan(masker, attributes);
          if (time == null) {
            span.addEvent(name, masked);
          } else {
            span.addEvent(name, masked, time);
          }
        });
  }

  void recordLink(SpanContext target, Attributes attributes) {
    guarded("addLink", () -> span.addLink(target, MaskedAttributes.ofSpan(masker, attributes)));
  }

  void recordException(Throwable exception, Attributes attributes) {
    guarded(
        "recordException",
        () -> {
          failed = true;
          ExceptionRecord.of(exception, masker.hidesExceptionDetail())
              .writeTo(span, builder -> MaskedAttributes.addTo(builder, masker, attributes));
        });
  }

  void recordStatus(StatusCode code, @Nullable String description) {
    guarded("setStatus", () -> status = SpanStatus.of(code, description));
  }

  /** Runs telemetry work that may fail without harm, unless the span has ended. */
  void guarded(String site, Runnable work) {
    if (!hasEnded()) {
      GUARD.run(site, work);
    }
  }

  /** Ends the span unless it has ended; whoever comes first does it. */
  void end(Consumer<Span> endSpan) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      writeLists();
    } catch (Throwable t) {
      letGoOfLists();
      GUARD.handle("writeLists", t);
    } finally {
      // Also after an error that the guard lets through, because nobody else ends the span.
      finish(endSpan);
    }
  }

  private void finish(Consumer<Span> endSpan) {
    try {
      // Not before the end, because OpenTelemetry lets nobody change OK to an error. A recorded
      // exception has set its status.
      if (!failed) {
        status.writeTo(span, masker.hidesExceptionDetail());
      }
    } catch (Throwable t) {
      GUARD.handle("setStatus", t);
    }
    try {
      endSpan.accept(span);
    } catch (Throwable t) {
      GUARD.handle("end", t);
    }
  }

  private void writeLists() {
    ListWriter writer = null;
    for (ListGroup<?> group : ListGroup.BY_PRIORITY) {
      List<?> elements = lists.get(group.priority);
      if (elements != null) {
        lists.set(group.priority, null);
        writer = writer == null ? new ListWriter(masker, span, roomForLists()) : writer;
        writeList(writer, group, elements);
      }
    }
  }

  /** Before the fault is logged, because there may be no memory left to log it. */
  private void letGoOfLists() {
    for (int i = 0; i < lists.length(); i++) {
      lists.set(i, null);
    }
  }

  @SuppressWarnings("unchecked") // recordList() puts lists of the group's elements only.
  private static <E> void writeList(ListWriter writer, ListGroup<E> group, List<?> elements) {
    writer.write(group, (List<E>) elements);
  }

  private int roomForLists() {
    // Span processors and the application may have set attributes that this class does not see. A
    // sixteenth is left to them, so that they do not cut the last message in half.
    return attributeCountLimit - attributeCountLimit / 16 - keys.size();
  }
}
