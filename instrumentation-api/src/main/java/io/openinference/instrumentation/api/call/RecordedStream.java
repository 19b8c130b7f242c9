// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.lang.ref.Reference;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of a stream as the application reads them. The call ends with the last event,
 * with an error of the stream, or when the stream is closed.
 *
 * @param <T> the library's type of events
 * @since 0.1.0
 */
public final class RecordedStream<T> extends Spliterators.AbstractSpliterator<T> {

  private final Spliterator<T> events;
  private final OpenResult open;
  private final Object owner;
  private @Nullable Recording<T> recording;

  private RecordedStream(Spliterator<T> events, OpenResult open, Object owner) {
    super(Long.MAX_VALUE, ORDERED);
    this.events = events;
    this.open = open;
    this.owner = owner;
  }

  /**
   * Returns the stream that the application reads in place of the library's.
   *
   * @param owner the library's response, which stays reachable while the stream is read: libraries
   *     close a response that is garbage
   * @param <T> the library's type of events
   */
  public static <T> Stream<T> of(Stream<T> events, OpenResult open, Object owner) {
    // A supplier, so that reading begins with the terminal operation, as it does without tracing.
    return StreamSupport.stream(
            () -> new RecordedStream<>(events.spliterator(), open, owner),
            Spliterator.ORDERED,
            /* parallel= */ false)
        .onClose(events::close)
        .onClose(open::end);
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
      Reference.reachabilityFence(owner);
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
      Reference.reachabilityFence(owner);
    }
    open.end();
  }

  /** Returns the recording consumer of the last event if the application's consumer is the same. */
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

  /** Records events, and hands them on. */
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
