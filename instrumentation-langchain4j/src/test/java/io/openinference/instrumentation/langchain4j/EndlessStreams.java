// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TraceConfig;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Lets models stream more text than the heap can hold, and prints what the application got and what
 * the spans hold. Runs in a JVM of its own.
 */
final class EndlessStreams {

  /** The length of all text of one stream, in characters. */
  static final long LENGTH = 48L * 1024 * 1024;

  private static final String PIECE = "a".repeat(16 * 1024);

  /** How a stream ends. */
  enum End {
    /** With a response that does not repeat the text. */
    COMPLETE {
      @Override
      void signal(StreamingChatResponseHandler handler) {
        handler.onCompleteResponse(response(""));
      }
    },
    /** With a response that has a text of its own. */
    COMPLETE_WITH_TEXT {
      @Override
      void signal(StreamingChatResponseHandler handler) {
        handler.onCompleteResponse(response("a".repeat(100)));
      }
    },
    FAIL {
      @Override
      void signal(StreamingChatResponseHandler handler) {
        handler.onError(new IllegalStateException("cut"));
      }
    };

    abstract void signal(StreamingChatResponseHandler handler);

    private static ChatResponse response(String text) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from(text))
          .modelName("endless")
          .tokenUsage(new TokenUsage(20, 3))
          .finishReason(FinishReason.STOP)
          .build();
    }
  }

  /** A model of the application's own, because LangChain4j's gather the whole text. */
  private record EndlessModel(End end) implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      for (long sent = 0; sent < LENGTH; sent += PIECE.length()) {
        handler.onPartialResponse(PIECE);
      }
      end.signal(handler);
    }
  }

  /** The application, which keeps nothing. */
  private static final class Reader implements StreamingChatResponseHandler {

    private long read;

    @Override
    public void onPartialResponse(String text) {
      read += text.length();
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      System.out.println("read " + read);
    }

    @Override
    public void onError(Throwable failure) {
      System.out.println("read " + read);
      System.out.println("failure " + failure.getClass().getSimpleName());
    }
  }

  private static final class PrintedSpans implements SpanProcessor {

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      span.toSpanData().getAttributes().forEach((key, value) -> print(key.getKey(), value));
    }

    private static void print(String key, Object value) {
      if (value instanceof String text && text.contains(PIECE)) {
        System.out.println("head " + key + " " + text.length());
      } else if (!key.contains("input")) {
        System.out.println(key + " " + value);
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  public static void main(String[] arguments) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(new PrintedSpans()).build();
    LangChain4jInstrumentor instrumentor =
        LangChain4jInstrumentor.builder(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build())
            .config(TraceConfig.builder().build())
            .build();
    for (End end : End.values()) {
      System.out.println(end);
      instrumentor.wrap(new EndlessModel(end)).chat("Go on.", new Reader());
    }
  }

  private EndlessStreams() {}
}
