// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.CredentialRedactor;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call, and what is recorded on it until the call is over.
 *
 * <p>Only fatal errors that the guard throws again leave these methods. The span ends in that case
 * too. The span ends once. The call then lets go of what was recorded, because the application may
 * hold a stream long after.
 *
 * <p>After an {@link OutOfMemoryError} the call lets go of what has arrived, before it does
 * anything else, and goes on.
 */
final class TracedCall<S extends OpenInferenceSpan<S>> {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final Operation<S> operation;
  private final TelemetryGuard guard;
  private final ContentMask mask;
  private final Context callerContext;
  // Null once the call is over.
  private volatile @Nullable S span;
  private volatile WireRequest request;

  // Not a monitor, in which a virtual thread keeps its carrier thread on JDKs before 24 while it
  // waits for a lock of Jackson.
  private final Lock streamLock = new ReentrantLock();
  // Guarded by streamLock, because a stream may be closed while another thread reads it.
  private @Nullable BodyRecorder body;
  private @Nullable StreamAccumulator stream;
  private @Nullable ContentBudget budget;
  private boolean firstTokenSeen;
  private boolean streamOver;

  @SuppressWarnings("unchecked") // An operation starts spans of its own type.
  static <S extends OpenInferenceSpan<S>> TracedCall<S> of(
      OpenInferenceSpan<?> span, Operation<S> operation, ContentMask mask, TelemetryGuard guard) {
    return new TracedCall<>((S) span, operation, mask, guard);
  }

  TracedCall(S span, Operation<S> operation, ContentMask mask, TelemetryGuard guard) {
    this.span = span;
    this.operation = operation;
    this.mask = mask;
    this.request = WireRequest.empty(mask);
    this.guard = guard;
    this.callerContext = span.parentContext();
  }

  boolean isRecording() {
    S current = span;
    return current != null && current.isRecording();
  }

  /** Returns the context that the application made the call in. */
  Context callerContext() {
    return callerContext;
  }

  /** Returns the context to make the call in, in which instrumentations below stay silent. */
  Context context() {
    S current = span;
    try {
      return current == null ? callerContext : ModelCall.mark(current.context(), operation.kind());
    } catch (Throwable fault) {
      handle("context", fault);
      return callerContext;
    }
  }

  void recordRequest(Supplier<WireRequest> body) {
    guarded(
        "request",
        span -> {
          WireRequest read = body.get();
          request = read;
          operation.recordRequest(span, read);
        });
  }

  /** Records a response that openai-java has parsed. */
  void recordResponse(Object model) {
    guarded(
        "response",
        span -> {
          WireBody response = Models.JSON.read(model).withoutCredentials();
          operation.recordResponse(span, request, response.fields(), response.text());
        });
  }

  /** Sets what records the body, if nothing does: another stream of it brings the same bytes. */
  void recordBodyWith(Supplier<BodyRecorder> recorder) {
    guarded(
        "body",
        span -> {
          streamLock.lock();
          try {
            if (body == null && !streamOver) {
              body = recorder.get();
            }
          } finally {
            streamLock.unlock();
          }
        });
  }

  /** Records bytes of the body that the application has read. */
  void recordBytes(byte[] bytes, int offset, int length) {
    guarded(
        "body",
        span -> {
          streamLock.lock();
          try {
            if (body != null) {
              body.accept(bytes, offset, length);
            }
          } finally {
            streamLock.unlock();
          }
        });
  }

  /** Records a body that the application reads itself, or the part of it that it has read. */
  void recordBody(String text, boolean isJson) {
    guarded(
        "body",
        span -> {
          Map<String, ?> all = WireJson.parseAll(text);
          Map<String, ?> response = all == null ? WireJson.parse(text) : all;
          if (!response.isEmpty()) {
            recordResponse(span, response, all == null ? null : text);
          } else if (isJson) {
            span.output(mask.unknownText(CredentialRedactor.redactUnparsed(text)));
          } else {
            operation.recordText(span, request, text);
          }
        });
  }

  /**
   * @param json the response as JSON text, or null where that has not been written
   */
  private void recordResponse(S span, Map<String, ?> response, @Nullable String json) {
    Map<String, ?> shown = CredentialRedactor.redactFields(response);
    String text = json == null || shown != response ? WireJson.toJson(shown) : json;
    operation.recordResponse(span, request, shown, text);
  }

  /** Records that the response is neither JSON nor text. */
  void recordBinary(@Nullable String contentType) {
    guarded("binary", span -> operation.recordBinary(span, contentType));
  }

  /** Records an event of a stream that openai-java has parsed. */
  void recordEvent(Object model) {
    // Without a lambda, because there may be thousands of events.
    S current = span;
    if (current == null) {
      return;
    }
    try {
      streamLock.lock();
      try {
        StreamAccumulator open = openStream();
        if (open != null) {
          see(current, open.addModel(model));
        }
      } finally {
        streamLock.unlock();
      }
    } catch (Throwable fault) {
      handle("event", fault);
    }
  }

  /** Records the data of a server-sent event that the application reads itself. */
  void recordEventData(String data) {
    guarded(
        "event",
        span -> {
          Map<String, ?> event = WireJson.parse(data);
          streamLock.lock();
          try {
            StreamAccumulator open = openStream();
            if (open != null) {
              see(span, open.add(event));
            }
          } finally {
            streamLock.unlock();
          }
        });
  }

  /** Returns what takes the next event, or null if nothing does. */
  private @Nullable StreamAccumulator openStream() {
    if (stream == null && !streamOver) {
      stream = operation.accumulator(budget());
    }
    return stream;
  }

  /** Returns what bounds all that the call keeps of its body or stream; called under the lock. */
  ContentBudget budget() {
    if (budget == null) {
      budget = ContentBudget.open();
    }
    return budget;
  }

  private void see(S span, boolean content) {
    if (content && !firstTokenSeen) {
      firstTokenSeen = true;
      span.addEvent(FIRST_TOKEN);
    }
  }

  /** Makes the span an error for a status of HTTP that is one. */
  void recordHttpStatus(int statusCode) {
    if (statusCode >= 400) {
      guarded("status", span -> span.setStatus(StatusCode.ERROR, "HTTP status " + statusCode));
    }
  }

  void recordFailure(Throwable failure) {
    guarded("failure", span -> span.recordException(cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /** Ends the span with what has arrived. */
  void end() {
    try {
      recordArrived();
    } finally {
      endSpan();
    }
  }

  void fail(Throwable failure) {
    try {
      recordFailure(failure);
    } finally {
      end();
    }
  }

  /** Ends the span after a fault of ours. */
  void giveUp(Throwable fault) {
    try {
      handle("result", fault);
    } finally {
      end();
    }
  }

  /**
   * Ends the span with what has arrived once the owner is garbage.
   *
   * @param owner not reachable from this
   */
  Cleaner.Cleanable endWhenUnreachable(Object owner) {
    S current = span;
    return current == null ? () -> {} : current.endWhenUnreachable(owner, this::recordArrived);
  }

  private void recordArrived() {
    guarded("body", span -> finishBody());
    guarded(
        "stream",
        span -> {
          Map<String, ?> response = endStream();
          if (!response.isEmpty()) {
            recordResponse(span, response, null);
          }
        });
    guarded("budget", this::recordBudget);
  }

  private void recordBudget(S span) {
    streamLock.lock();
    try {
      if (budget != null) {
        budget.recordOn(span);
        budget.close();
        budget = null;
      }
    } finally {
      streamLock.unlock();
    }
  }

  private void finishBody() {
    streamLock.lock();
    try {
      BodyRecorder read = body;
      body = BodyRecorder.NONE;
      if (read != null) {
        read.finish();
      }
    } finally {
      streamLock.unlock();
    }
  }

  /** Returns what has arrived, once. */
  private Map<String, ?> endStream() {
    streamLock.lock();
    try {
      StreamAccumulator accumulated = stream;
      stream = null;
      streamOver = true;
      return accumulated == null ? Map.of() : accumulated.response();
    } finally {
      streamLock.unlock();
    }
  }

  /** Ends the span as it is, and lets go of it and of the request. */
  void endSpan() {
    S ending = span;
    try {
      if (ending != null) {
        ending.end();
      }
    } finally {
      span = null;
      request = WireRequest.empty(mask);
    }
  }

  private void guarded(String site, Consumer<S> work) {
    S current = span;
    if (current == null) {
      return;
    }
    try {
      work.accept(current);
    } catch (Throwable fault) {
      handle(site, fault);
    }
  }

  private void handle(String site, Throwable fault) {
    boolean goesOn = false;
    try {
      if (fault instanceof OutOfMemoryError) {
        // First, because logging needs memory as well.
        letGoOfArrived();
      }
      guard.handleLibrary(site, fault);
      goesOn = true;
    } finally {
      if (!goesOn) {
        endSpan();
      }
    }
  }

  private void letGoOfArrived() {
    streamLock.lock();
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
      streamLock.unlock();
    }
  }
}
