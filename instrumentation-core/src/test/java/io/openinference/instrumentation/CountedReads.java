// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Content that counts how often it is read. Throwing would not do: the guard keeps that away. */
final class CountedReads {

  private final AtomicInteger count = new AtomicInteger();

  int count() {
    return count.get();
  }

  Supplier<String> supplier() {
    return () -> read("value");
  }

  Object value() {
    return new Object() {
      @Override
      public String toString() {
        return read("value");
      }
    };
  }

  Map<String, Object> map() {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        return read(Map.<String, Object>of("key", "value").entrySet());
      }
    };
  }

  <E> Collection<E> collection(E element) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<E> iterator() {
        return read(List.of(element).iterator());
      }

      @Override
      public int size() {
        return read(1);
      }
    };
  }

  RuntimeException exception() {
    return new CountingException(this);
  }

  private <T> T read(T value) {
    count.incrementAndGet();
    return value;
  }

  private static final class CountingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CountedReads reads;

    CountingException(CountedReads reads) {
      this.reads = reads;
    }

    @Override
    public String getMessage() {
      return reads.read("message");
    }
  }
}
