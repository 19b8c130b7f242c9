// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Records the input of an AI service, and the answer of a service or agent. */
final class ServiceRecorder {

  private static final AttributeKey<String> INVOCATION_ID =
      AttributeKey.stringKey("langchain4j.invocation_id");

  static void recordInput(ChainSpan span, Tracing tracing, AiServiceStartedEvent event) {
    if (!span.isRecording()) {
      return;
    }
    try {
      span.setAttribute(INVOCATION_ID, event.invocationContext().invocationId().toString());
      UserMessage message = event.userMessage();
      if (message.hasSingleText()) {
        span.input(tracing.mask().input(message.singleText()));
      } else {
        JsonValues.recordInput(span, tracing.inputJson(message));
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("serviceInput", t);
    }
  }

  static void recordOutput(OpenInferenceSpan<?> span, Tracing tracing, @Nullable Object result) {
    recordOutput(span, tracing, result, null);
  }

  /**
   * Records an answer.
   *
   * @param toolResult the result of the last tools, which is the answer if there is no other
   */
  static void recordOutput(
      OpenInferenceSpan<?> span,
      Tracing tracing,
      @Nullable Object result,
      @Nullable String toolResult) {
    try {
      Object content = result;
      if (result instanceof Result<?> wrapped) {
        content = wrapped.content() == null ? ImmediateResult.of(wrapped) : wrapped.content();
      }
      if (content instanceof ChatResponse response) {
        content = response.aiMessage();
      }
      if (content instanceof AiMessage message) {
        content = message.text();
      }
      content = content == null ? toolResult : content;
      if (content != null && JsonText.isScalar(content)) {
        span.output(tracing.mask().output(content.toString()));
      } else if (content != null && !isStillToCome(content)) {
        span.output(tracing.mask().output(JsonText.ofObject(content)), MimeType.JSON);
      }
    } catch (Throwable t) {
      GUARD.handle("serviceOutput", t);
    }
  }

  /** Tells whether a value is a container of the answer, whose own fields are not recorded. */
  private static boolean isStillToCome(Object content) {
    return content instanceof TokenStream
        || content instanceof Future
        || content instanceof CompletionStage
        || content instanceof Flow.Publisher
        || content instanceof BaseStream
        || content instanceof Iterator;
  }

  private ServiceRecorder() {}
}
