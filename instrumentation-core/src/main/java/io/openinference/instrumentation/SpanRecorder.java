// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one span that is being recorded: scalars at once, lists when the span ends, and the end
 * exactly once.
 */
final class SpanRecorder extends MaskingSink {

  private static final TelemetryGuard guard = TelemetryGuard.named("instrumentation-core");

  private final Span span;
  private final int attributeCountLimit;
  private final AtomicInteger attributeCount;
  private final AtomicReferenceArray<@Nullable List<?>> lists =
      new AtomicReferenceArray<>(ListGroup.BY_PRIORITY.size());
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile StatusCode status = StatusCode.UNSET;

  SpanRecorder(AttributeMasker masker, Span span, int attributeCountLimit, int attributeCount) {
    super(masker);
    this.span = span;
    this.attributeCountLimit = attributeCountLimit;
    this.attributeCount = new AtomicInteger(attributeCount);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    span.setAttribute(key, value);
    attributeCount.incrementAndGet();
  }

  <T> void record(AttributeKey<T> key, @Nullable T value) {
    try {
      set(key, value);
    } catch (Throwable t) {
      guard.handle("setAttribute", t);
    }
  }

  <T> void recordLazily(AttributeKey<T> key, Supplier<? extends @Nullable T> value) {
    try {
      setLazily(key, value);
    } catch (Throwable t) {
      guard.handle("setAttribute", t);
    }
  }

  void recordAll(Consumer<AttributeSink> attributes) {
    guarded(() -> attributes.accept(this));
  }

  void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      guard.handle("record", t);
    }
  }

  <E> void recordList(ListGroup<E> group, Collection<? extends E> elements) {
    try {
      lists.set(group.priority, Collections.unmodifiableList(withoutNulls(elements)));
    } catch (Throwable t) {
      guard.handle("setAttribute", t);
    }
  }

  private static <E> List<E> withoutNulls(Collection<? extends E> elements) {
    List<E> copy = new ArrayList<>(elements.size());
    for (E element : elements) {
      if (element != null) {
        copy.add(element);
      }
    }
    return copy;
  }

  void recordEvent(String name, Attributes attributes) {
    try {
      span.addEvent(name, attributes);
    } catch (Throwable t) {
      guard.handle("addEvent", t);
    }
  }

  void recordException(Throwable exception) {
    try {
      ExceptionRecord.of(exception, masker.hidesExceptionDetail()).writeTo(span);
      status = StatusCode.ERROR;
    } catch (Throwable t) {
      guard.handle("recordException", t);
    }
  }

  void recordStatus(StatusCode code, String description) {
    try {
      // A span whose code threw is never OK.
      if (status != StatusCode.ERROR) {
        status = code;
        span.setStatus(code, masker.hidesExceptionDetail() ? "" : description);
      }
    } catch (Throwable t) {
      guard.handle("setStatus", t);
    }
  }

  /** Ends the span unless it has ended; whoever comes first does it. */
  void end(Consumer<Span> endSpan) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      writeLists();
      if (status == StatusCode.UNSET) {
        span.setStatus(StatusCode.OK);
      }
    } catch (Throwable t) {
      guard.handle("end", t);
    }
    try {
      endSpan.accept(span);
    } catch (Throwable t) {
      guard.handle("end", t);
    }
  }

  private void writeLists() {
    ElementBuffer buffer = new ElementBuffer(masker);
    for (ListGroup<?> group : ListGroup.BY_PRIORITY) {
      writeList(group, buffer);
    }
  }

  private <E> void writeList(ListGroup<E> group, ElementBuffer buffer) {
    @SuppressWarnings("unchecked") // recordList() puts lists of the group's elements only.
    List<E> elements = (List<E>) lists.getAndSet(group.priority, null);
    if (elements == null) {
      return;
    }
    int size = elements.size();
    for (int i = 0; i < size; i++) {
      int index = group.isNewestFirst() ? size - 1 - i : i;
      if (!writeElement(group, elements.get(index), index, buffer)) {
        return;
      }
    }
  }

  /** Writes all of an element's attributes or none, and tells whether there was room. */
  private <E> boolean writeElement(ListGroup<E> group, E element, int index, ElementBuffer buffer) {
    try {
      buffer.clear();
      group.write(element, index, buffer);
      if (attributeCount.get() > attributeCountLimit - buffer.size()) {
        return false;
      }
      buffer.writeTo(span);
      attributeCount.addAndGet(buffer.size());
    } catch (Throwable t) {
      guard.handle("end", t);
    }
    return true;
  }
}
