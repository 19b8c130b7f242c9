// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes on after its method has returned.
 *
 * <p>Everything that the application holds of such a call (raw response, stream, iterator, body)
 * refers to this object. Once all of that is garbage, so is this, and the span ends. Thus nothing
 * needs to be handed over when the application parses a raw response and drops it.
 */
final class OpenCall {

  private final TracedCall<?> call;
  private final Lock endLock = new ReentrantLock();
  // Null once the call is over, because it refers to what was recorded.
  private volatile Cleaner.@Nullable Cleanable end;

  OpenCall(TracedCall<?> call) {
    this.call = call;
    this.end = call.endWhenUnreachable(this);
  }

  TracedCall<?> call() {
    return call;
  }

  /**
   * Ends the span with what has arrived, unless it has ended. Who comes second waits, because the
   * first may still be recording.
   */
  void end() {
    endLock.lock();
    try {
      Cleaner.Cleanable current = end;
      if (current != null) {
        current.clean();
      }
    } finally {
      end = null;
      try {
        call.endSpan();
      } finally {
        endLock.unlock();
      }
    }
  }

  void fail(Throwable failure) {
    try {
      call.recordFailure(failure);
    } finally {
      end();
    }
  }
}
