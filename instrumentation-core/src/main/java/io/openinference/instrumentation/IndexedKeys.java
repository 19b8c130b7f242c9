// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.ObjectListKey;
import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Caches the attribute keys of list elements, once per index and process.
 *
 * <p>Keys of indices at or above the bound are softly referenced or made on demand. One huge list
 * therefore cannot keep memory in use for the life of the process.
 *
 * @param <K> the keys of one element
 */
final class IndexedKeys<K> {

  private final ObjectListKey list;
  private final Factory<K> factory;
  private final AtomicReferenceArray<@Nullable K> cache;
  private final int softBound;
  private volatile @Nullable SoftReference<AtomicReferenceArray<@Nullable K>> softCache;

  /** Creates a cache that keeps all keys below the bound. */
  IndexedKeys(ObjectListKey list, int bound, Factory<K> factory) {
    this(list, bound, bound, factory);
  }

  /**
   * Creates a cache that keeps keys below the bound always, and keys below the soft bound until
   * memory is short.
   */
  IndexedKeys(ObjectListKey list, int bound, int softBound, Factory<K> factory) {
    this.list = list;
    this.factory = factory;
    this.cache = new AtomicReferenceArray<>(bound);
    this.softBound = softBound;
  }

  K at(int index) {
    int bound = cache.length();
    if (index < bound) {
      return cached(cache, index, index);
    }
    return index < softBound ? softlyCached(index - bound, index) : factory.create(list, index);
  }

  private K cached(AtomicReferenceArray<@Nullable K> keysByPlace, int place, int index) {
    K keys = keysByPlace.get(place);
    if (keys == null) {
      // A race may make equal keys twice; either result may stay.
      keys = factory.create(list, index);
      keysByPlace.set(place, keys);
    }
    return keys;
  }

  private K softlyCached(int place, int index) {
    SoftReference<AtomicReferenceArray<@Nullable K>> reference = softCache;
    AtomicReferenceArray<@Nullable K> kept = reference == null ? null : reference.get();
    if (kept == null || kept.length() <= place) {
      // Drops the keys of a shorter list: making them again takes less time than the longer list
      // needs.
      kept = new AtomicReferenceArray<>(2 * Integer.highestOneBit(Math.max(place, 1)));
      softCache = new SoftReference<>(kept);
    }
    return cached(kept, place, index);
  }

  interface Factory<K> {
    K create(ObjectListKey list, int index);
  }
}
