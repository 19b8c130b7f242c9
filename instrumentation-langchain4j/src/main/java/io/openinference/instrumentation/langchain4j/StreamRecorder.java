// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The span of a model call whose response streams in; ends once, whoever ends it. */
final class StreamRecorder {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final LlmSpan span;
  private final Tracing tracing;
  private final @Nullable Invocation invocation;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Object lock = new Object();

  // Guarded by lock.
  private final StringBuilder partialText = new StringBuilder();

  /**
   * Makes a recorder.
   *
   * @param invocation the AI service that makes the call, which ends with it if it fails
   */
  StreamRecorder(LlmSpan span, Tracing tracing, @Nullable Invocation invocation) {
    this.span = span;
    this.tracing = tracing;
    this.invocation = invocation;
  }

  /** Returns the AI service that makes the call, if one does. */
  @Nullable Invocation invocation() {
    return invocation;
  }

  /** Notes the first sign of life. */
  void token() {
    if (started.compareAndSet(false, true)) {
      span.addEvent(FIRST_TOKEN);
    }
  }

  void text(@Nullable String text) {
    if (text != null && span.isRecording()) {
      synchronized (lock) {
        partialText.append(text);
      }
    }
  }

  void complete(@Nullable ChatResponse response) {
    if (ended.compareAndSet(false, true)) {
      if (response != null && span.isRecording()) {
        try {
          ChatRecorder.recordResponse(span, tracing, response);
        } catch (Throwable t) {
          GUARD.handleLibrary("response", t);
        }
      }
      span.end();
    }
  }

  /** Ends the model's span as failed. */
  void fail(Throwable error) {
    if (ended.compareAndSet(false, true)) {
      recordPartialText();
      span.endExceptionally(error);
    }
  }

  /** Ends the service's span as failed, where no event does. */
  void failService(Throwable error) {
    if (invocation != null) {
      invocation.fail(error);
    }
  }

  /** Ends the model's span and the service's: a cancelled stream says nothing more. */
  void cancel() {
    if (ended.compareAndSet(false, true)) {
      String text = recordPartialText();
      span.end();
      if (invocation != null) {
        invocation.cancel(text);
      }
    }
  }

  /** Records what there is of a stream that nobody holds any more; its span ends by itself. */
  void abandon() {
    if (ended.compareAndSet(false, true)) {
      recordPartialText();
    }
  }

  private String recordPartialText() {
    String text;
    synchronized (lock) {
      text = partialText.toString();
    }
    if (!text.isEmpty()) {
      span.output(tracing.mask().output(text));
      span.outputMessages(List.of(Message.assistant(text)));
    }
    return text;
  }
}
