// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/** Calls a chat, traced by one of those compared. */
interface Chat {

  ChatCompletion create(ChatCompletionCreateParams params);

  static Chat tracedBy(Instrumentation instrumentation, OpenTelemetry openTelemetry) {
    return tracedBy(
        instrumentation, openTelemetry, CannedHttpClient.answering(Conversation.answer()));
  }

  static Chat tracedBy(
      Instrumentation instrumentation, OpenTelemetry openTelemetry, OpenAIClient untraced) {
    OpenAIClient client = instrumentation.wrap(untraced, openTelemetry);
    Chat chat = params -> client.chat().completions().create(params);
    return instrumentation == Instrumentation.FLOOR ? byHand(chat, openTelemetry) : chat;
  }

  private static Chat byHand(Chat chat, OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer("floor");
    return params -> {
      Span span = ChatFloor.spanBuilder(tracer).startSpan();
      try (Scope ignored = span.makeCurrent()) {
        ChatFloor.recordRequest(span, params);
        ChatCompletion completion = chat.create(params);
        ChatFloor.recordResponse(span, completion);
        span.setStatus(StatusCode.OK);
        return completion;
      } catch (Throwable failure) {
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
        throw failure;
      } finally {
        span.end();
      }
    };
  }
}
