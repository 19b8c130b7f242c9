// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** The faults that an {@link OtlpReceiver} should show. */
final class OtlpFaults {

  private final Object lock = new Object();

  // The lock guards all fields.
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private CountDownLatch gate = new CountDownLatch(0);
  private int maxRequestBytes = Integer.MAX_VALUE;

  void addStatuses(int status, int times) {
    synchronized (lock) {
      statuses.addAll(Collections.nCopies(times, status));
    }
  }

  /** Returns the scripted status of the next request, or 0 if there is none. */
  int nextStatus() {
    synchronized (lock) {
      Integer status = statuses.poll();
      return status == null ? 0 : status;
    }
  }

  void closeGate() {
    synchronized (lock) {
      if (gate.getCount() == 0) {
        gate = new CountDownLatch(1);
      }
    }
  }

  void openGate() {
    synchronized (lock) {
      gate.countDown();
    }
  }

  /** Waits while the gate is closed; returns false if the server stops meanwhile. */
  boolean passGate() {
    CountDownLatch current;
    synchronized (lock) {
      current = gate;
    }
    try {
      current.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int maxRequestBytes() {
    synchronized (lock) {
      return maxRequestBytes;
    }
  }

  void maxRequestBytes(int bytes) {
    synchronized (lock) {
      maxRequestBytes = bytes;
    }
  }
}
