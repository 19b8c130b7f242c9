// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** Writes list elements to a span while there is room, each element as a whole or not at all. */
final class ListWriter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final ElementBuffer buffer;
  private final Span span;
  private int room;

  /**
   * Creates a writer.
   *
   * @param room the number of attributes that may be written
   */
  ListWriter(AttributeMasker masker, Span span, int room) {
    this.buffer = new ElementBuffer(masker);
    this.span = span;
    this.room = room;
  }

  /**
   * Writes elements until one does not fit; the remaining elements are less useful and are dropped.
   */
  <E> void write(ListGroup<E> group, List<E> elements) {
    if (group.isBlank(elements)) {
      return;
    }
    int size = elements.size();
    boolean fits = true;
    for (int i = 0; i < size && fits; i++) {
      int index = group.isNewestFirst() ? size - 1 - i : i;
      fits = writeElement(group, elements.get(index), index);
    }
  }

  private <E> boolean writeElement(ListGroup<E> group, E element, int index) {
    try {
      buffer.clear();
      group.write(element, index, buffer);
      if (buffer.size() > room) {
        return false;
      }
      buffer.writeTo(span);
      room -= buffer.size();
    } catch (Throwable t) {
      GUARD.handle("writeElement", t);
    }
    return true;
  }
}
