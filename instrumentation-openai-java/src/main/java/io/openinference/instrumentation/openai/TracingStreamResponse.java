// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.StreamResponse;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A stream whose call ends with its last event, with an error of its own, or when closed. */
final class TracingStreamResponse<T> implements StreamResponse<T> {

  private final StreamResponse<T> delegate;
  private final OpenCall open;

  TracingStreamResponse(StreamResponse<T> delegate, OpenCall open) {
    this.delegate = delegate;
    this.open = open;
  }

  @Override
  public Stream<T> stream() {
    Stream<T> events = delegate.stream();
    // From a supplier, so that reading begins with the terminal operation, as without us.
    return StreamSupport.stream(
            () -> new Events(events.spliterator()), Spliterator.ORDERED, /* parallel= */ false)
        .onClose(events::close)
        .onClose(open::end);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      open.end();
    }
  }

  /** Keeps the response reachable, because openai-java closes it when it is garbage. */
  private final class Events extends Spliterators.AbstractSpliterator<T> {

    private final Spliterator<T> events;
    private final List<T> read = new ArrayList<>(1);

    Events(Spliterator<T> events) {
      super(Long.MAX_VALUE, ORDERED);
      this.events = events;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      try {
        if (!read()) {
          open.end();
          return false;
        }
        // Not within read(), because what the consumer throws is no failure of the call.
        if (!read.isEmpty()) {
          action.accept(read.remove(0));
        }
        return true;
      } finally {
        Reference.reachabilityFence(TracingStreamResponse.this);
      }
    }

    private boolean read() {
      try {
        return events.tryAdvance(this::keep);
      } catch (Throwable failure) {
        open.fail(failure);
        throw failure;
      }
    }

    private void keep(T event) {
      open.call().recordEvent(event);
      read.add(event);
    }
  }
}
