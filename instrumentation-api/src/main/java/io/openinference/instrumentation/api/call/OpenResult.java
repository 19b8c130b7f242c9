// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call that the application still reads after the called method has returned.
 *
 * <p>Every object of the call that the application holds (raw response, stream, iterator, body)
 * refers to this object. Once all of those objects are garbage, this object is garbage too, and the
 * span ends. The application may therefore parse a raw response and drop it.
 *
 * @since 0.1.0
 */
public final class OpenResult {

  private final CallRecorder<?> call;
  private final Lock endLock = new ReentrantLock();
  // Null once the call is over, because the recorder refers to the recorded content.
  private volatile Cleaner.@Nullable Cleanable end;

  /** Creates the open result of a call. The span ends when this object is garbage-collected. */
  public OpenResult(CallRecorder<?> call) {
    this.call = call;
    this.end = call.endWhenUnreachable(this);
  }

  /** Returns the recorder of the call. */
  public CallRecorder<?> call() {
    return call;
  }

  /**
   * Ends the span with the content that has arrived, unless the span has ended. A second caller
   * waits, because the first caller may still be recording.
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
