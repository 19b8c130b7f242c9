// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.service.Result;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Records what an AI service was asked and what it answered. */
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
        span.inputJson(tracing.inputJson(message));
      }
    } catch (Throwable t) {
      GUARD.handleLibrary("serviceInput", t);
    }
  }

  static void recordOutput(ChainSpan span, Tracing tracing, @Nullable Object result) {
    try {
      Object content = result instanceof Result<?> wrapped ? wrapped.content() : result;
      if (content instanceof ChatResponse response) {
        content = response.aiMessage();
      }
      if (content instanceof AiMessage message) {
        content = message.text();
      }
      if (content != null && JsonText.isScalar(content)) {
        span.output(tracing.mask().output(content.toString()));
      } else if (content != null) {
        span.output(tracing.mask().output(JsonText.ofObject(content)), MimeType.JSON);
      }
    } catch (Throwable t) {
      GUARD.handle("serviceOutput", t);
    }
  }

  private ServiceRecorder() {}
}
