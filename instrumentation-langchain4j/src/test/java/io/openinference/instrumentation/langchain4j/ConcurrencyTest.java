// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.TokenStream;
import io.openinference.testing.OpenInferenceAssertions;
import io.openinference.testing.Trace;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Four hundred equal calls at the same time, some of which are cancelled. */
class ConcurrencyTest extends ApplicationTest {

  private static final int CALLS = 400;
  private static final String QUESTION = "Hi";
  private static final AttributeKey<Long> TYPE = AttributeKey.longKey("type");

  interface Assistant {
    String ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  private static final List<String> TREES =
      List.of(
          """
          UNKNOWN caller
            LLM OpenAiChatModel
          """,
          """
          UNKNOWN caller
            LLM OpenAiStreamingChatModel
          """,
          """
          UNKNOWN caller
            CHAIN Assistant.ask
              LLM OpenAiChatModel
          """,
          """
          UNKNOWN caller
            CHAIN StreamingAssistant.ask
              LLM OpenAiStreamingChatModel
          """);

  @EachDoor
  void givesEachCallASpanWithItsOwnParent(Door door) throws Exception {
    open(door);
    server.handler(request -> Reply.text("Hel", "lo", "!").to(request));
    ChatModel model = TracedParts.traced(door, rawModel(), instrumentor);
    StreamingChatModel streamingModel = TracedParts.traced(door, rawStreamingModel(), instrumentor);
    Assistant assistant = service(Assistant.class).chatModel(model()).build();
    StreamingAssistant streamingAssistant =
        service(StreamingAssistant.class).streamingChatModel(streamingModel()).build();
    Random random = new Random(7);
    ExecutorService executor = Executors.newFixedThreadPool(40);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      boolean cancel = random.nextInt(3) == 0;
      int type = i % TREES.size();
      calls.add(
          executor.submit(
              () ->
                  inSpan(
                      type,
                      () -> {
                        switch (type) {
                          case 0 -> model.chat(QUESTION);
                          case 1 -> stream(streamingModel, cancel);
                          case 2 -> assistant.ask(QUESTION);
                          default -> stream(streamingAssistant, cancel);
                        }
                      })));
    }
    for (Future<?> call : calls) {
      call.get(60, TimeUnit.SECONDS);
    }
    executor.shutdown();

    // A caller each, an LLM span each, and a service for every other one.
    telemetry.awaitSpans(CALLS * 5 / 2);
    assertThat(telemetry.traces()).hasSize(CALLS).allSatisfy(ConcurrencyTest::hasTheTreeOfItsType);
    assertThat(telemetry.spans()).hasSize(CALLS * 5 / 2);
  }

  private static void hasTheTreeOfItsType(Trace trace) {
    Long type = trace.root().getAttributes().get(TYPE);
    OpenInferenceAssertions.assertThat(trace).hasTree(TREES.get(type.intValue()));
  }

  private static void inSpan(int type, Runnable code) {
    Span span =
        telemetry
            .openTelemetry()
            .getTracer("t")
            .spanBuilder("caller")
            .setAttribute(TYPE, type)
            .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      code.run();
    } finally {
      span.end();
    }
  }

  private static void stream(StreamingChatModel model, boolean cancel) {
    CompletableFuture<String> done = new CompletableFuture<>();
    model.chat(
        QUESTION,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            if (cancel) {
              context.streamingHandle().cancel();
              done.complete("cancelled");
            }
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        });
    done.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void stream(StreamingAssistant assistant, boolean cancel) {
    CompletableFuture<String> done = new CompletableFuture<>();
    assistant
        .ask(QUESTION)
        .onPartialResponseWithContext(
            (partial, context) -> {
              if (cancel) {
                context.streamingHandle().cancel();
                done.complete("cancelled");
              }
            })
        .onCompleteResponse(response -> done.complete(response.aiMessage().text()))
        .onError(done::completeExceptionally)
        .start();
    done.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
