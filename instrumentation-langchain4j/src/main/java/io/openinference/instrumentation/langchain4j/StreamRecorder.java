// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.ContentBudget;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The span of a model call whose response streams in; ends once, whoever ends it.
 *
 * <p>The recorder keeps no more of the streamed text than a {@link ContentBudget} allows.
 */
final class StreamRecorder {

  private static final String FIRST_TOKEN = "First Token Stream Event";

  private final LlmSpan span;
  private final Tracing tracing;
  private final @Nullable Invocation invocation;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Object lock = new Object();

  // Guarded by lock.
  private final ContentBudget budget = ContentBudget.open();
  // Guarded by lock; null once the call is over or there was no memory for it.
  private @Nullable StringBuilder partialText = new StringBuilder();

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
    if (text == null || !span.isRecording()) {
      return;
    }
    try {
      synchronized (lock) {
        if (partialText != null) {
          budget.append(text, partialText);
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

  /** Records the streamed text where the response has none, or one that is too long. */
  private void recordResponse(ChatResponse response) {
    if (isTextOf(response)) {
      ChatRecorder.recordResponse(span, tracing, response);
    } else {
      ChatRecorder.recordMetadata(span, response);
      recordPartialText();
    }
  }

  private boolean isTextOf(ChatResponse response) {
    AiMessage message = response.aiMessage();
    if (message != null && message.hasToolExecutionRequests()) {
      return true;
    }
    boolean isWithoutText = message == null || message.text() == null || message.text().isEmpty();
    synchronized (lock) {
      return isWithoutText ? partialText == null || partialText.isEmpty() : !budget.isCut();
    }
  }

  /** Ends the model's span as failed. */
  void fail(Throwable error) {
    if (ended.compareAndSet(false, true)) {
      recordPartialText();
      close();
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
      close();
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
      close();
    }
  }

  private String recordPartialText() {
    try {
      String text = partialText();
      if (!text.isEmpty()) {
        span.output(tracing.mask().output(text));
        span.outputMessages(List.of(Message.assistant(text)));
      }
      synchronized (lock) {
        budget.recordOn(span);
      }
      return text;
    } catch (Throwable t) {
      handle("partialText", t);
      return "";
    }
  }

  private String partialText() {
    synchronized (lock) {
      return partialText == null ? "" : partialText.toString();
    }
  }

  private void handle(String site, Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      // First, because logging needs memory as well.
      synchronized (lock) {
        partialText = null;
        budget.leaveOutAll();
        budget.recordOn(span);
      }
    }
    GUARD.handleLibrary(site, fault);
  }

  /** Lets go of the text: the application may hold the handler long after. */
  private void close() {
    synchronized (lock) {
      partialText = null;
      budget.close();
    }
  }
}
