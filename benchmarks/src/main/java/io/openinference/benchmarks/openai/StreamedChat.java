// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Consumer;

/** Streams a chat, traced by one of those compared. */
interface StreamedChat {

  void create(ChatCompletionCreateParams params, Consumer<ChatCompletionChunk> consumer);

  static StreamedChat tracedBy(
      Instrumentation instrumentation, OpenTelemetry openTelemetry, int chunks) {
    return tracedBy(
        instrumentation, openTelemetry, CannedHttpClient.streaming(Conversation.stream(chunks)));
  }

  static StreamedChat tracedBy(
      Instrumentation instrumentation, OpenTelemetry openTelemetry, OpenAIClient untraced) {
    OpenAIClient client = instrumentation.wrap(untraced, openTelemetry);
    StreamedChat chat =
        (params, consumer) -> {
          try (StreamResponse<ChatCompletionChunk> response =
              client.chat().completions().createStreaming(params)) {
            response.stream().forEach(consumer);
          }
        };
    return instrumentation == Instrumentation.FLOOR ? byHand(chat, openTelemetry) : chat;
  }

  private static StreamedChat byHand(StreamedChat chat, OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer("floor");
    return (params, consumer) -> {
      Span span = ChatFloor.spanBuilder(tracer).startSpan();
      try (Scope ignored = span.makeCurrent()) {
        ChatFloor.recordStreamingRequest(span, params);
        StreamFloor floor = new StreamFloor(span);
        chat.create(
            params,
            chunk -> {
              floor.add(chunk);
              consumer.accept(chunk);
            });
        floor.record();
        span.setStatus(StatusCode.OK);
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
