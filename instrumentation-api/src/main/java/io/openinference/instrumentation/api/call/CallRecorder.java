// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.CredentialRedactor;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.lang.ref.Cleaner;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records one call on its span: the request, the response, the events of a stream, and the failure.
 *
 * <p>These methods throw only fatal errors, which the guard rethrows. The span ends in that case
 * too. The span ends exactly once. The recorder then drops its data, because the application may
 * hold a stream for long after its end.
 *
 * <p>After an {@link OutOfMemoryError}, the recorder first drops the arrived content and then goes
 * on.
 *
 * <pre>{@code
 * CallRecorder<?> call = CallRecorder.of(span, operation, mask, models, guard);
 * call.recordRequest(() -> new WireExchange(body, mask));
 * try (Scope ignored = GuardedScope.of(call.context())) {
 *   response = client.send(request);
 * } catch (Throwable failure) {
 *   call.fail(failure);
 *   throw failure;
 * }
 * call.recordResponse(response);
 * call.end();
 * }</pre>
 *
 * @param <S> the type of the call's span
 * @since 0.1.0
 */
public final class CallRecorder<S extends OpenInferenceSpan<S>> {

  private final Operation<S> operation;
  private final ContentMask mask;
  private final Supplier<? extends ModelReader> models;
  private final Context callerContext;
  private final ArrivingResponse arriving;
  private final CallSpan<S> span;
  private volatile WireExchange exchange;

  /**
   * Creates the recorder of a call.
   *
   * @param span the operation's span, which is recorded
   * @param models supplies the reader of the library's models; called inside the guard, because it
   *     may fail
   */
  @SuppressWarnings("unchecked") // Safe: an operation starts spans of its own type.
  public static <S extends OpenInferenceSpan<S>> CallRecorder<S> of(
      OpenInferenceSpan<?> span,
      Operation<S> operation,
      ContentMask mask,
      Supplier<? extends ModelReader> models,
      TelemetryGuard guard) {
    return new CallRecorder<>((S) span, operation, mask, models, guard);
  }

  private CallRecorder(
      S span,
      Operation<S> operation,
      ContentMask mask,
      Supplier<? extends ModelReader> models,
      TelemetryGuard guard) {
    this.operation = operation;
    this.mask = mask;
    this.models = models;
    this.callerContext = span.parentContext();
    this.exchange = WireExchange.empty(mask);
    this.arriving = new ArrivingResponse(operation);
    this.span = new CallSpan<>(span, guard, arriving::release, this::forgetExchange);
  }

  private void forgetExchange() {
    exchange = WireExchange.empty(mask);
  }

  /** Returns the context that the application made the call in. */
  public Context callerContext() {
    return callerContext;
  }

  /**
   * Returns the context to make the call in; the instrumentations of lower layers make no spans in
   * it.
   */
  public Context context() {
    S current = span.get();
    try {
      return current == null ? callerContext : ModelCall.mark(current.context(), operation.kind());
    } catch (Throwable fault) {
      span.handle("context", fault);
      return callerContext;
    }
  }

  /** Records the request. The recorder calls the supplier inside the guard. */
  public void recordRequest(Supplier<WireExchange> request) {
    span.guarded(
        "request",
        recording -> {
          WireExchange read = request.get();
          exchange = read;
          operation.recordRequest(recording, read);
        });
  }

  /** Records a response that the library has parsed. */
  public void recordResponse(Object model) {
    span.guarded(
        "response",
        recording -> {
          WireBody response = models.get().read(model).withoutCredentials();
          operation.recordResponse(recording, exchange, response.fields(), response.text());
        });
  }

  /**
   * Records a body, or a part of a body, that the application reads itself.
   *
   * @param isJson false if the body may be any text
   */
  public void recordBody(String text, boolean isJson) {
    span.guarded(
        "body",
        recording -> {
          Map<String, ?> all = WireJson.parseAll(text);
          Map<String, ?> response = all == null ? WireJson.parse(text) : all;
          if (!response.isEmpty()) {
            recordResponse(recording, response, all == null ? null : text);
          } else if (isJson) {
            recording.output(mask.unknownText(CredentialRedactor.redactUnparsed(text)));
          } else {
            operation.recordText(recording, exchange, text);
          }
        });
  }

  /**
   * @param json the response as JSON text, or null if no text has been written
   */
  private void recordResponse(S recording, Map<String, ?> response, @Nullable String json) {
    Map<String, ?> shown = CredentialRedactor.redactFields(response);
    String text = json == null || shown != response ? WireJson.toJson(shown) : json;
    operation.recordResponse(recording, exchange, shown, text);
  }

  /**
   * Records a body unless one is recorded already, because another stream of the body returns the
   * same bytes.
   */
  void recordBodyOf(Supplier<? extends @Nullable String> contentType) {
    span.guarded(
        "body", recording -> arriving.recordBodyWith(() -> bodyRecorder(contentType.get())));
  }

  private BodyRecorder bodyRecorder(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/event-stream")) {
      return new ServerSentEvents(
          this::recordEventData, ContentBudget.defaultLimit(), arriving.budget());
    }
    boolean isJson = type.contains("json");
    if (isJson || type.startsWith("text/")) {
      return new TextBody(text -> recordBody(text, isJson), arriving.budget());
    }
    span.guarded("binary", recording -> operation.recordBinary(recording, contentType));
    return BodyRecorder.NONE;
  }

  /** Records bytes of the body that the application has read. */
  void recordBytes(byte[] bytes, int offset, int length) {
    span.guarded("body", recording -> arriving.addBytes(bytes, offset, length));
  }

  /** Records an event of a stream in the form that the library has parsed. */
  public void recordEvent(Object model) {
    // No lambda, because a stream may have thousands of events.
    S current = span.get();
    if (current == null) {
      return;
    }
    try {
      arriving.addModel(model, models.get(), current);
    } catch (Throwable fault) {
      span.handle("event", fault);
    }
  }

  /** Records the JSON of an event of a stream that the application reads itself. */
  public void recordEventData(String json) {
    span.guarded("event", recording -> arriving.addEvent(WireJson.parse(json), recording));
  }

  /** Sets the span's status to error if the HTTP status is an error. */
  public void recordHttpStatus(int statusCode) {
    if (statusCode >= 400) {
      span.guarded(
          "status",
          recording -> recording.setStatus(StatusCode.ERROR, "HTTP status " + statusCode));
    }
  }

  /** Records that the call failed. */
  public void recordFailure(Throwable failure) {
    span.guarded(
        "failure",
        recording -> {
          Throwable cause = cause(failure);
          recording.recordException(cause);
          String message = models.get().messageOf(cause);
          if (message != null) {
            recording.setStatus(StatusCode.ERROR, message);
          }
        });
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /** Ends the span with the content that has arrived. */
  public void end() {
    try {
      recordArrived();
    } finally {
      span.end();
    }
  }

  /** Records a failure and ends the span. */
  public void fail(Throwable failure) {
    try {
      recordFailure(failure);
    } finally {
      end();
    }
  }

  /** Ends the span after a fault of the instrumentation. */
  public void giveUp(Throwable fault) {
    try {
      span.handle("result", fault);
    } finally {
      end();
    }
  }

  /**
   * Ends the span with the content that has arrived once the owner is garbage-collected.
   *
   * @param owner the object to watch; this recorder must not refer to it
   */
  Cleaner.Cleanable endWhenUnreachable(Object owner) {
    S current = span.get();
    return current == null ? () -> {} : current.endWhenUnreachable(owner, this::recordArrived);
  }

  private void recordArrived() {
    span.guarded("body", recording -> arriving.finishBody());
    span.guarded(
        "stream",
        recording -> {
          Map<String, ?> response = arriving.finishStream();
          if (!response.isEmpty()) {
            recordResponse(recording, response, null);
          }
        });
    span.guarded("budget", arriving::recordBudget);
  }

  /** Ends the span as it is, and drops the span and the exchange. */
  void endSpan() {
    span.end();
  }
}
