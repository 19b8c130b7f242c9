// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import org.jspecify.annotations.Nullable;

/** Remembers the newest of several tries. Only the thread that makes the tries uses it. */
final class LastTry<T> {

  private @Nullable T last;

  T set(T value) {
    last = value;
    return value;
  }

  T get() {
    if (last == null) {
      throw new IllegalStateException("There was no try.");
    }
    return last;
  }
}
