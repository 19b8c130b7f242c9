// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.contract.EndlessStreamContract.LENGTH;
import static io.openinference.testing.contract.EndlessStreamContract.PIECE;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.contract.EndlessStreamContract;
import io.opentelemetry.api.OpenTelemetry;

/** Reads endless streams of models of LangChain4j. Runs in a JVM of its own. */
final class EndlessStreams {

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
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable failure) {
      System.out.println("failure " + failure.getClass().getSimpleName());
    }
  }

  public static void main(String[] arguments) {
    EndlessStreamContract.readAll(End.class, EndlessStreams::read);
  }

  private static long read(End end, OpenTelemetry telemetry) {
    LangChain4jInstrumentor instrumentor =
        LangChain4jInstrumentor.builder(telemetry).config(TraceConfig.builder().build()).build();
    Reader reader = new Reader();
    instrumentor.wrap(new EndlessModel(end)).chat("Go on.", reader);
    return reader.read;
  }

  private EndlessStreams() {}
}
