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
 * Writes to one recorded span: scalars at once and lists when the span ends. Ends the span exactly
 * once. Ignores values that are set after the end.
 */
final class SpanRecorder extends MaskingSink {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final Span span;
  private final int attributeCountLimit;
  // A set of keys and not a count, because setting a key again takes no room.
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

  // Does not use guarded(..), which allocates an object per call, because this runs for each
  // attribute.

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

  void rename(String name) {
    guarded("updateName", () -> span.updateName(name));
  }

  void recordStatus(StatusCode code, @Nullable String description) {
    guarded("setStatus", () -> status = SpanStatus.of(code, description));
  }

  /** Runs telemetry work in the guard unless the span has ended. */
  void guarded(String site, Runnable work) {
    if (!hasEnded()) {
      GUARD.run(site, work);
    }
  }

  /** Ends the span unless it has already ended; the first caller ends it. */
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
      // Ends the span even after an error that the guard rethrows, because no other code ends
      // it.
      finish(endSpan);
    }
  }

  private void finish(Consumer<Span> endSpan) {
    try {
      // Set only at the end, because OpenTelemetry does not let anybody change OK to an error.
      // A recorded exception has already set the status.
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

  /** Drops the lists before a fault is logged, because logging needs memory. */
  private void letGoOfLists() {
    for (int i = 0; i < lists.length(); i++) {
      lists.set(i, null);
    }
  }

  @SuppressWarnings("unchecked") // recordList() only stores lists of the group's element type.
  private static <E> void writeList(ListWriter writer, ListGroup<E> group, List<?> elements) {
    writer.write(group, (List<E>) elements);
  }

  private int roomForLists() {
    // Span processors and the application may set attributes that this class does not see. A
    // sixteenth of the limit is reserved for them, so that the last message is not cut in half.
    return attributeCountLimit - attributeCountLimit / 16 - keys.size();
  }
}
