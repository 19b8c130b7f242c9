// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/** Ends the spans of iterators and streams that nobody holds any more. */
final class AbandonedSpans {

  // Its thread starts with the first use.
  private static final Cleaner CLEANER = Cleaner.create();

  static Cleanable register(Object owner, Runnable end) {
    return CLEANER.register(owner, end);
  }

  private AbandonedSpans() {}
}
