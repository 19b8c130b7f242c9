// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the calls of a scenario. What a scenario is to break may throw. */
final class Caller {

  private static final int FIRST_CHUNKS = 5;

  private final Clients clients;

  Caller(Clients clients) {
    this.clients = clients;
  }

  void call(Scenario scenario, String prompt) {
    switch (scenario) {
      case OPENAI_CALL, OPENAI_CALL_FAILS ->
          clients.openAi().chat().completions().create(params(prompt));
      case OPENAI_CALL_ASYNC -> async(prompt).join();
      case OPENAI_CALL_CANCELLED -> async(prompt).cancel(true);
      case OPENAI_STREAM, OPENAI_STREAM_CUT -> read(prompt, Integer.MAX_VALUE);
      case OPENAI_STREAM_CLOSED_EARLY -> read(prompt, FIRST_CHUNKS);
      case OPENAI_STREAM_ABANDONED -> abandon(prompt);
      case OPENAI_STREAM_ASYNC -> subscribe(prompt, Integer.MAX_VALUE);
      case OPENAI_STREAM_ASYNC_CLOSED -> subscribe(prompt, FIRST_CHUNKS);
      case LANGCHAIN4J_CALL, LANGCHAIN4J_CALL_FAILS -> clients.chat().chat(prompt);
      case LANGCHAIN4J_STREAM, LANGCHAIN4J_STREAM_CUT -> stream(prompt, Integer.MAX_VALUE);
      case LANGCHAIN4J_STREAM_CANCELLED -> stream(prompt, FIRST_CHUNKS);
      case ANTHROPIC_CALL, ANTHROPIC_CALL_FAILS -> clients.providers().callAnthropic(prompt);
      case ANTHROPIC_STREAM -> clients.providers().streamAnthropic(prompt, false);
      case ANTHROPIC_STREAM_CLOSED_EARLY -> clients.providers().streamAnthropic(prompt, true);
      case GOOGLE_CALL, GOOGLE_CALL_FAILS -> clients.providers().callGoogle(prompt);
      case GOOGLE_STREAM -> clients.providers().streamGoogle(prompt, false);
      case GOOGLE_STREAM_CLOSED_EARLY -> clients.providers().streamGoogle(prompt, true);
      case BEDROCK_CALL, BEDROCK_CALL_FAILS -> clients.providers().callBedrock(prompt);
      case BEDROCK_STREAM -> clients.providers().streamBedrock(prompt);
      case LANGCHAIN4J_SERVICE -> clients.desk().ask(prompt);
    }
  }

  private static ChatCompletionCreateParams params(String prompt) {
    return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(prompt).build();
  }

  private CompletableFuture<ChatCompletion> async(String prompt) {
    return clients.openAi().async().chat().completions().create(params(prompt));
  }

  private void read(String prompt, int limit) {
    try (StreamResponse<ChatCompletionChunk> stream =
        clients.openAi().chat().completions().createStreaming(params(prompt))) {
      read(stream, limit);
    }
  }

  private static void read(StreamResponse<ChatCompletionChunk> stream, int limit) {
    Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
    for (int i = 0; i < limit && chunks.hasNext(); i++) {
      chunks.next();
    }
  }

  /** Leaves the stream, not closed, to the garbage collector. */
  @SuppressWarnings("MustBeClosedChecker") // The application leaves it open by mistake.
  private void abandon(String prompt) {
    read(clients.openAi().chat().completions().createStreaming(params(prompt)), FIRST_CHUNKS);
  }

  private void subscribe(String prompt, int limit) {
    AsyncStreamResponse<ChatCompletionChunk> stream =
        clients.openAi().async().chat().completions().createStreaming(params(prompt));
    AtomicInteger chunks = new AtomicInteger();
    stream.subscribe(
        chunk -> {
          if (chunks.incrementAndGet() == limit) {
            stream.close();
          }
        });
    stream.onCompleteFuture().join();
  }

  private void stream(String prompt, int limit) {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    clients.streamingChat().chat(prompt, new LimitedHandler(limit, end));
    end.join();
  }

  private static final class LimitedHandler implements StreamingChatResponseHandler {

    private final int limit;
    private final CompletableFuture<Boolean> end;
    private int parts;

    LimitedHandler(int limit, CompletableFuture<Boolean> end) {
      this.limit = limit;
      this.end = end;
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
      parts++;
      if (parts == limit) {
        context.streamingHandle().cancel();
        // After a cancel nothing follows.
        end.complete(false);
      }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      end.complete(true);
    }

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
    }
  }
}
