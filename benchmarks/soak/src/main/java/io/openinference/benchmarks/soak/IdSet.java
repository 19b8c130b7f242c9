// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

/** A set of span ids that takes the same memory however many there are. */
final class IdSet {

  private final long[] slots;
  private int size;

  IdSet(int capacity) {
    slots = new long[2 * capacity];
  }

  /**
   * Returns whether the id was not there before.
   *
   * @throws IllegalStateException if the set is full
   */
  synchronized boolean add(String hexId) {
    long id = Long.parseUnsignedLong(hexId, 16);
    int slot = (int) Long.remainderUnsigned(id, slots.length);
    while (slots[slot] != 0) {
      if (slots[slot] == id) {
        return false;
      }
      slot = (slot + 1) % slots.length;
    }
    if (2 * size >= slots.length) {
      throw new IllegalStateException("More spans than expected");
    }
    slots[slot] = id;
    size++;
    return true;
  }

  synchronized int size() {
    return size;
  }
}
