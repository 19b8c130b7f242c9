// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner.Cleanable;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An iterator whose span ends with the iteration.
 *
 * <p>The span ends at the last element, on an exception, on {@link #close()}, or when the abandoned
 * iterator is garbage-collected.
 *
 * @param <T> the type of an element
 * @since 0.1.0
 */
public final class TracedIterator<T extends @Nullable Object>
    implements Iterator<T>, AutoCloseable {

  private final Iterator<T> delegate;
  private final OpenInferenceSpan<?> span;
  private final Context context;
  private final Cleanable spanEnd;

  private TracedIterator(Iterator<T> delegate, OpenInferenceSpan<?> span) {
    this.delegate = delegate;
    this.span = span;
    this.context = span.context();
    this.spanEnd = span.endWhenUnreachable(this, () -> {});
  }

  @SuppressWarnings("NullAway") // Code that wrongly returns null gets its null back.
  static <T extends @Nullable Object> TracedIterator<T> of(
      Iterator<T> delegate, OpenInferenceSpan<?> span) {
    if (delegate == null) {
      span.end();
      return null;
    }
    return new TracedIterator<>(delegate, span);
  }

  @SuppressWarnings("NullAway") // Code that wrongly returns null gets its null back.
  static <T extends @Nullable Object> Stream<T> stream(
      Stream<T> delegate, OpenInferenceSpan<?> span) {
    if (delegate == null) {
      span.end();
      return null;
    }
    TracedIterator<T> iterator = of(delegate.iterator(), span);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false)
        .onClose(delegate::close)
        .onClose(iterator::close);
  }

  @Override
  public boolean hasNext() {
    try (Scope ignored = GuardedScope.of(context)) {
      boolean hasNext = delegate.hasNext();
      if (!hasNext) {
        spanEnd.clean();
      }
      return hasNext;
    } catch (Throwable t) {
      throw failed(t);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public T next() {
    try (Scope ignored = GuardedScope.of(context)) {
      return delegate.next();
    } catch (Throwable t) {
      throw failed(t);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void remove() {
    delegate.remove();
  }

  /** Ends the span with the elements that were read until now. */
  @Override
  public void close() {
    spanEnd.clean();
  }

  private <X extends Throwable> RuntimeException failed(Throwable failure) throws X {
    span.recordException(failure);
    spanEnd.clean();
    @SuppressWarnings("unchecked") // Iterators throw no checked exceptions.
    X unchanged = (X) failure;
    throw unchanged;
  }
}
