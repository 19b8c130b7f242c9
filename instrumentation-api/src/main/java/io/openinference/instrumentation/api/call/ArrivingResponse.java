// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.ModelReader;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response as far as it has arrived: the events of a stream, or the bytes of a body.
 *
 * <p>Safe for use by several threads, because one may close a stream while another reads it.
 */
final class ArrivingResponse {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final Operation<?> operation;
  // Not a monitor, in which a virtual thread keeps its carrier thread on JDKs before 24 while it
  // waits for a lock of Jackson.
  private final Lock lock = new ReentrantLock();
  // All below are guarded by the lock.
  private @Nullable BodyRecorder body;
  private @Nullable StreamAccumulator stream;
  private @Nullable ContentBudget budget;
  private boolean firstTokenSeen;
  private boolean streamOver;

  ArrivingResponse(Operation<?> operation) {
    this.operation = operation;
  }

  /** Sets what records the body, unless something does, or the stream is over. */
  void recordBodyWith(Supplier<BodyRecorder> recorder) {
    lock.lock();
    try {
      if (body == null && !streamOver) {
        body = recorder.get();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes bytes of the body that the application has read. */
  void addBytes(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      if (body != null) {
        body.accept(bytes, offset, length);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes an event of a stream, and marks the first one with content on the span. */
  void addEvent(Map<String, ?> event, OpenInferenceSpan<?> span) {
    lock.lock();
    try {
      StreamAccumulator open = openStream();
      if (open != null) {
        see(span, open.add(event));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes an event as the library has parsed it. */
  void addModel(Object model, ModelReader models, OpenInferenceSpan<?> span) {
    lock.lock();
    try {
      StreamAccumulator open = openStream();
      if (open != null) {
        see(span, open.addModel(model, models));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns what takes the next event, or null if nothing does. */
  private @Nullable StreamAccumulator openStream() {
    if (stream == null && !streamOver) {
      stream = operation.accumulator(budget());
    }
    return stream;
  }

  private void see(OpenInferenceSpan<?> span, boolean content) {
    if (content && !firstTokenSeen) {
      firstTokenSeen = true;
      span.addEvent(FIRST_TOKEN);
    }
  }

  /** Returns what bounds all that the call keeps of its body or stream. */
  ContentBudget budget() {
    lock.lock();
    try {
      if (budget == null) {
        budget = ContentBudget.open();
      }
      return budget;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the recording of the body. */
  void finishBody() {
    lock.lock();
    try {
      BodyRecorder read = body;
      body = BodyRecorder.NONE;
      if (read != null) {
        read.finish();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns what the events of the stream brought, once. */
  Map<String, ?> finishStream() {
    lock.lock();
    try {
      StreamAccumulator accumulated = stream;
      stream = null;
      streamOver = true;
      return accumulated == null ? Map.of() : accumulated.response();
    } finally {
      lock.unlock();
    }
  }

  /** Records what the budget left out, and gives the budget back. */
  void recordBudget(OpenInferenceSpan<?> span) {
    lock.lock();
    try {
      if (budget != null) {
        budget.recordOn(span);
        budget.close();
        budget = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what has arrived, and takes no more. */
  void release() {
    lock.lock();
    try {
      if (stream != null) {
        stream = null;
        streamOver = true;
      }
      if (body != null) {
        body = BodyRecorder.NONE;
      }
      if (budget != null) {
        budget.leaveOutAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
