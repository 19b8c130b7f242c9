// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ModelCall;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call, and what is recorded on it until the call is over.
 *
 * <p>No method throws but what the guard lets through, and then the span ends all the same. It ends
 * once, whoever comes first.
 */
final class TracedCall<S extends OpenInferenceSpan<S>> {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final S span;
  private final Operation<S> operation;
  private final TelemetryGuard guard;
  private volatile WireRequest request;

  private final Object streamLock = new Object();
  // Guarded by streamLock, because a stream may be closed while another thread reads it.
  private @Nullable StreamAccumulator stream;
  private boolean firstTokenSeen;
  private boolean streamOver;

  TracedCall(S span, Operation<S> operation, ContentMask mask, TelemetryGuard guard) {
    this.span = span;
    this.operation = operation;
    this.request = WireRequest.empty(mask);
    this.guard = guard;
  }

  boolean isRecording() {
    return span.isRecording();
  }

  /** Returns the context that the application made the call in. */
  Context callerContext() {
    return span.parentContext();
  }

  /** Returns the context to make the call in, in which instrumentations below stay silent. */
  Context context() {
    return ModelCall.mark(span.context(), operation.kind());
  }

  void recordRequest(Supplier<WireRequest> body) {
    guarded(
        "request",
        () -> {
          request = body.get();
          operation.recordRequest(span, request);
        });
  }

  /** Records a response that openai-java has parsed. */
  void recordResponse(Object model) {
    guarded(
        "response",
        () -> {
          Map<String, ?> response = WireJson.toMap(model);
          operation.recordResponse(span, request, response, WireJson.toJson(response));
        });
  }

  /** Records a response body that the application reads itself. */
  void recordBody(String body) {
    guarded(
        "body",
        () -> {
          Map<String, ?> response = WireJson.parse(body);
          if (response.isEmpty()) {
            operation.recordText(span, request, body);
          } else {
            operation.recordResponse(span, request, response, body);
          }
        });
  }

  /** Records that the response is neither JSON nor text. */
  void recordBinary(@Nullable String contentType) {
    guarded("binary", () -> operation.recordBinary(span, contentType));
  }

  /** Records an event of a stream that openai-java has parsed. */
  void recordEvent(Object model) {
    guarded("event", () -> addToStream(WireJson.toMap(model)));
  }

  /** Records the data of a server-sent event that the application reads itself. */
  void recordEventData(String data) {
    guarded("event", () -> addToStream(WireJson.parse(data)));
  }

  private void addToStream(Map<String, ?> event) {
    synchronized (streamLock) {
      if (streamOver) {
        return;
      }
      if (stream == null) {
        stream = operation.accumulator();
      }
      if (stream != null && stream.add(event) && !firstTokenSeen) {
        firstTokenSeen = true;
        span.addEvent(FIRST_TOKEN);
      }
    }
  }

  /** Makes the span an error for a status of HTTP that is one. */
  void recordHttpStatus(int statusCode) {
    if (statusCode >= 400) {
      span.setStatus(StatusCode.ERROR, "HTTP status " + statusCode);
    }
  }

  void recordFailure(Throwable failure) {
    Throwable cause = failure.getCause();
    span.recordException(failure instanceof CompletionException && cause != null ? cause : failure);
  }

  /** Ends the span with what has arrived. */
  void end() {
    try {
      recordStream();
    } finally {
      span.end();
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
      guard.handleLibrary("result", fault);
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
    return span.endWhenUnreachable(owner, this::recordStream);
  }

  private void recordStream() {
    guarded(
        "stream",
        () -> {
          Map<String, ?> response = endStream();
          if (!response.isEmpty()) {
            operation.recordResponse(span, request, response, WireJson.toJson(response));
          }
        });
  }

  /** Returns what has arrived, once. */
  private Map<String, ?> endStream() {
    synchronized (streamLock) {
      StreamAccumulator accumulated = stream;
      stream = null;
      streamOver = true;
      return accumulated == null ? Map.of() : accumulated.response();
    }
  }

  private void guarded(String site, Runnable work) {
    try {
      work.run();
    } catch (Throwable fault) {
      guard.handleLibrary(site, fault);
    }
  }
}
