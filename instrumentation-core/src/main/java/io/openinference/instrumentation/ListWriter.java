// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** Writes the elements of lists to a span, each as a whole or not at all, while there is room. */
final class ListWriter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final ElementBuffer buffer;
  private final Span span;
  private int room;

  /**
   * Makes a writer.
   *
   * @param room how many attributes may be written
   */
  ListWriter(AttributeMasker masker, Span span, int room) {
    this.buffer = new ElementBuffer(masker);
    this.span = span;
    this.room = room;
  }

  /** Writes elements until one does not fit; those after it are less worth having. */
  <E> void write(ListGroup<E> group, List<E> elements) {
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
