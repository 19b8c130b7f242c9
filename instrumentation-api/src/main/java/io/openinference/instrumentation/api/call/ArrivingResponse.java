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
 * Holds the part of a response that has arrived: the events of a stream, or the bytes of a body.
 *
 * <p>Thread-safe, because one thread may close a stream while another reads it.
 */
final class ArrivingResponse {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final Operation<?> operation;
  // Not a monitor: on JDKs before 24, a virtual thread that waits for a lock of Jackson inside a
  // monitor blocks its carrier thread.
  private final Lock lock = new ReentrantLock();
  // The lock guards all fields below.
  private @Nullable BodyRecorder body;
  private @Nullable StreamAccumulator stream;
  private @Nullable ContentBudget budget;
  private boolean firstTokenSeen;
  private boolean streamOver;

  ArrivingResponse(Operation<?> operation) {
    this.operation = operation;
  }

  /** Sets the recorder of the body, unless there is one already or the stream is over. */
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

  /** Adds bytes of the body that the application has read. */
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

  /** Adds an event of a stream, and marks the first event with content on the span. */
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

  /** Adds an event in the form that the library has parsed. */
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

  /** Returns the accumulator for the next event, or null if no event is recorded. */
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

  /** Returns the budget for everything that the call keeps of its body or stream. */
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

  /** Returns the accumulated response of the stream, once. */
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

  /** Records the size of left-out content and closes the budget. */
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

  /** Drops the arrived content and accepts no more. */
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
