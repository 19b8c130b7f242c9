// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The set of attribute keys of one span; several threads may add keys.
 *
 * <p>Implemented as one hash table, because a JDK set allocates an object for each element of each
 * span.
 */
final class KeySet {

  private static final int INITIAL_CAPACITY = 32;

  private final Object lock = new Object();
  private final int maxSize;
  // Guarded by lock. // The capacity is a power of two, and a quarter of the slots stay free.
  private @Nullable AttributeKey<?>[] table = new AttributeKey<?>[INITIAL_CAPACITY];
  private int size;

  /**
   * @param maxSize the maximum number of keys; further keys are not added
   */
  KeySet(int maxSize) {
    this.maxSize = maxSize;
  }

  int size() {
    synchronized (lock) {
      return size;
    }
  }

  void add(AttributeKey<?> key) {
    synchronized (lock) {
      if (size < maxSize && insert(table, key)) {
        size++;
        if (4 * size > 3 * table.length) {
          grow();
        }
      }
    }
  }

  private void grow() {
    @Nullable AttributeKey<?>[] larger = new AttributeKey<?>[2 * table.length];
    for (AttributeKey<?> key : table) {
      if (key != null) {
        insert(larger, key);
      }
    }
    table = larger;
  }

  /** Returns true if the set did not contain the key. */
  private static boolean insert(@Nullable AttributeKey<?>[] table, AttributeKey<?> key) {
    int mask = table.length - 1;
    int hash = key.hashCode();
    int place = (hash ^ (hash >>> 16)) & mask;
    for (AttributeKey<?> other = table[place]; other != null; other = table[place]) {
      if (other.equals(key)) {
        return false;
      }
      place = (place + 1) & mask;
    }
    table[place] = key;
    return true;
  }
}
