// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A list that other threads append to and that a test waits for. */
final class AwaitableList<T> {

  private final Lock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  // Guarded by lock.
  private final List<T> elements = new ArrayList<>();

  void add(T element) {
    addAll(List.of(element));
  }

  void addAll(Collection<? extends T> added) {
    lock.lock();
    try {
      elements.addAll(added);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      elements.clear();
    } finally {
      lock.unlock();
    }
  }

  List<T> snapshot() {
    lock.lock();
    try {
      return List.copyOf(elements);
    } finally {
      lock.unlock();
    }
  }

  /** Returns true if the list has at least {@code count} elements before the time is over. */
  boolean await(int count, Duration timeout) {
    lock.lock();
    try {
      long remainingNanos = timeout.toNanos();
      while (elements.size() < count) {
        if (remainingNanos <= 0) {
          return false;
        }
        remainingNanos = grown.awaitNanos(remainingNanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
