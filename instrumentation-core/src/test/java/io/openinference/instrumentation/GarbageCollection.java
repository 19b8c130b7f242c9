// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.lang.ref.WeakReference;

/** Makes the collector run until it has taken what nobody holds. */
final class GarbageCollection {

  static void run() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    while (garbage.get() != null) {
      System.gc();
    }
  }

  private GarbageCollection() {}
}
