// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.OpenResult;
import java.lang.ref.Reference;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A stream whose call ends at the last event, on an error, or on close. */
final class TracingStreamResponse<T> implements StreamResponse<T> {

  private final StreamResponse<T> delegate;
  private final OpenResult open;

  TracingStreamResponse(StreamResponse<T> delegate, OpenResult open) {
    this.delegate = delegate;
    this.open = open;
  }

  @Override
  public Stream<T> stream() {
    Stream<T> events = delegate.stream();
    // From a supplier, so that reading starts with the terminal operation, as without tracing.
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

  /** Keeps the response reachable, because openai-java closes a garbage-collected response. */
  private final class Events extends Spliterators.AbstractSpliterator<T> {

    private final Spliterator<T> events;
    private @Nullable Recording<T> recording;

    Events(Spliterator<T> events) {
      super(Long.MAX_VALUE, ORDERED);
      this.events = events;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      Recording<T> recording = recording(action);
      boolean advanced;
      try {
        advanced = events.tryAdvance(recording);
      } catch (Throwable failure) {
        fail(recording, failure);
        throw failure;
      } finally {
        Reference.reachabilityFence(TracingStreamResponse.this);
      }
      if (!advanced) {
        open.end();
      }
      return advanced;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
      Recording<T> recording = recording(action);
      try {
        events.forEachRemaining(recording);
      } catch (Throwable failure) {
        fail(recording, failure);
        throw failure;
      } finally {
        Reference.reachabilityFence(TracingStreamResponse.this);
      }
      open.end();
    }

    /** Returns the one of the last event, if the consumer is the same. */
    private Recording<T> recording(Consumer<? super T> action) {
      Recording<T> current = recording;
      if (current == null || current.consumer != action) {
        current = new Recording<>(open.call(), action);
        recording = current;
      }
      return current;
    }

    private void fail(Recording<T> recording, Throwable failure) {
      // An exception of the consumer is not a failure of the call.
      if (failure != recording.consumerFailure) {
        open.fail(failure);
      }
    }
  }

  /** Records events and passes them on. */
  private static final class Recording<T> implements Consumer<T> {

    private final CallRecorder<?> call;
    private final Consumer<? super T> consumer;
    private @Nullable Throwable consumerFailure;

    Recording(CallRecorder<?> call, Consumer<? super T> consumer) {
      this.call = call;
      this.consumer = consumer;
    }

    @Override
    public void accept(T event) {
      call.recordEvent(event);
      try {
        consumer.accept(event);
      } catch (Throwable failure) {
        consumerFailure = failure;
        throw failure;
      }
    }
  }
}
