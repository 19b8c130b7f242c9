// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the application still reads of a call whose method has returned.
 *
 * <p>Everything that the application holds of the call (raw response, stream, iterator, body)
 * refers to this object. Once all of that is garbage, so is this, and the span ends. Thus nothing
 * needs to be handed over when the application parses a raw response and drops it.
 *
 * @since 0.1.0
 */
public final class OpenResult {

  private final CallRecorder<?> call;
  private final Lock endLock = new ReentrantLock();
  // Null once the call is over, because it refers to what was recorded.
  private volatile Cleaner.@Nullable Cleanable end;

  /** Opens the result of a call. The span ends with this object. */
  public OpenResult(CallRecorder<?> call) {
    this.call = call;
    this.end = call.endWhenUnreachable(this);
  }

  /** Returns what records the call. */
  public CallRecorder<?> call() {
    return call;
  }

  /**
   * Ends the span with what has arrived, unless it has ended. Who comes second waits, because the
   * first may still be recording.
   */
  public void end() {
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

  /** Records a failure and ends the span, unless it has ended. */
  public void fail(Throwable failure) {
    try {
      call.recordFailure(failure);
    } finally {
      end();
    }
  }
}
