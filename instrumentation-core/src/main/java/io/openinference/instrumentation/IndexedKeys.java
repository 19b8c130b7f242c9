// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.ObjectListKey;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a list's elements, made once per index and process.
 *
 * <p>Indices at or above the bound get their keys on demand, so that one huge list cannot pin
 * memory for the life of the process.
 *
 * @param <K> the keys of one element
 */
final class IndexedKeys<K> {

  private final ObjectListKey list;
  private final Factory<K> factory;
  private final AtomicReferenceArray<@Nullable K> cache;

  IndexedKeys(ObjectListKey list, int bound, Factory<K> factory) {
    this.list = list;
    this.factory = factory;
    this.cache = new AtomicReferenceArray<>(bound);
  }

  K at(int index) {
    if (index >= cache.length()) {
      return factory.create(list, index);
    }
    K keys = cache.get(index);
    if (keys == null) {
      // A race makes equal keys twice; either one may stay.
      keys = factory.create(list, index);
      cache.set(index, keys);
    }
    return keys;
  }

  interface Factory<K> {
    K create(ObjectListKey list, int index);
  }
}
