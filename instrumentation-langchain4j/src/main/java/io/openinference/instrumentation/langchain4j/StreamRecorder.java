// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Records a model call whose response is streamed; the span ends once, whoever ends it. */
final class StreamRecorder {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final LlmSpan span;
  private final Tracing tracing;
  private final Dialect dialect;
  private final @Nullable String requestedModel;
  private final @Nullable Invocation invocation;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Object lock = new Object();

  // The lock guards this field. Null once the call is over, or if there was no memory.
  private @Nullable PartialMessage partial = new PartialMessage();

  /**
   * Creates a recorder.
   *
   * @param dialect the API of the model
   * @param requestedModel the model that the call asks for, or null
   * @param invocation the AI service that makes the call, which ends if the call fails, or null
   */
  StreamRecorder(
      LlmSpan span,
      Tracing tracing,
      Dialect dialect,
      @Nullable String requestedModel,
      @Nullable Invocation invocation) {
    this.span = span;
    this.tracing = tracing;
    this.dialect = dialect;
    this.requestedModel = requestedModel;
    this.invocation = invocation;
  }

  /** Returns the AI service that makes the call, or null. */
  @Nullable Invocation invocation() {
    return invocation;
  }

  /**
   * Adds an event of the stream.
   *
   * @param event a text, or a partial response of LangChain4j
   */
  void event(@Nullable Object event) {
    if (started.compareAndSet(false, true)) {
      span.addEvent(FIRST_TOKEN);
    }
    if (event == null || !span.isRecording()) {
      return;
    }
    try {
      synchronized (lock) {
        if (partial != null) {
          partial.add(event);
        }
      }
    } catch (Throwable t) {
      handle("text", t);
    }
  }

  void complete(@Nullable ChatResponse response) {
    if (ended.compareAndSet(false, true)) {
      try {
        if (response != null && span.isRecording()) {
          recordResponse(response);
        }
      } catch (Throwable t) {
        handle("response", t);
      } finally {
        close();
        span.end();
      }
    }
  }

  private void recordResponse(ChatResponse response) {
    AiMessage message = response.aiMessage();
    synchronized (lock) {
      message = partial == null ? message : partial.completing(message);
    }
    ChatRecorder.recordResponse(span, tracing, dialect, requestedModel, response, message);
    recordOmission();
  }

  /** Ends the model's span with an error. */
  void fail(Throwable error) {
    if (ended.compareAndSet(false, true)) {
      recordPartialMessage();
      close();
      span.endExceptionally(error);
    }
  }

  /** Ends the service's span with an error if no event does. */
  void failService(Throwable error) {
    if (invocation != null) {
      invocation.fail(error);
    }
  }

  /**
   * Ends the spans of the model and the service, because a cancelled stream fires no further event.
   */
  void cancel() {
    if (ended.compareAndSet(false, true)) {
      String text = recordPartialMessage();
      close();
      span.end();
      if (invocation != null) {
        invocation.cancel(text);
      }
    }
  }

  /** Records the arrived part of an abandoned stream; the span ends by itself. */
  void abandon() {
    if (ended.compareAndSet(false, true)) {
      recordPartialMessage();
      close();
    }
  }

  /** Records the arrived content and returns its text. */
  private String recordPartialMessage() {
    try {
      AiMessage message = null;
      synchronized (lock) {
        if (partial != null && !partial.isEmpty()) {
          message = partial.toMessage();
        }
      }
      if (message != null) {
        ChatRecorder.recordPartialMessage(span, tracing, dialect, requestedModel, message);
      }
      recordOmission();
      return message == null || message.text() == null ? "" : message.text();
    } catch (Throwable t) {
      handle("partialText", t);
      return "";
    }
  }

  private void recordOmission() {
    synchronized (lock) {
      if (partial != null) {
        partial.recordOmission(span);
      }
    }
  }

  private void handle(String site, Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      // Releases memory first, because logging needs memory as well.
      synchronized (lock) {
        if (partial != null) {
          partial.leaveOutAll();
          partial.recordOmission(span);
          partial.close();
          partial = null;
        }
      }
    }
    GUARD.handleLibrary(site, fault);
  }

  /** Drops the text, because the application may hold the handler for long after the end. */
  private void close() {
    synchronized (lock) {
      if (partial != null) {
        partial.close();
        partial = null;
      }
    }
  }
}
