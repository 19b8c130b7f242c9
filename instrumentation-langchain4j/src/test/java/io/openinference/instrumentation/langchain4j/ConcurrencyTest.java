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
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.testing.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Four hundred equal calls at the same time, some of which are cancelled. */
class ConcurrencyTest extends ApplicationTest {

  private static final int CALLS = 400;
  private static final String QUESTION = "Hi";

  interface Assistant {
    String ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  @Test
  void givesEachCallASpanWithItsOwnParent() throws Exception {
    open(Door.INSTRUMENT);
    server.handler(request -> Reply.text("Hel", "lo", "!").to(request));
    ChatModel model = instrumentor.wrap(rawModel());
    StreamingChatModel streamingModel = instrumentor.wrap(rawStreamingModel());
    Assistant assistant = service(Assistant.class).chatModel(rawModel()).build();
    StreamingAssistant streamingAssistant =
        service(StreamingAssistant.class).streamingChatModel(rawStreamingModel()).build();
    Random random = new Random(7);
    ExecutorService executor = Executors.newFixedThreadPool(40);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      boolean cancel = random.nextInt(3) == 0;
      int type = i % 4;
      calls.add(
          executor.submit(
              () ->
                  inSpan(
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
    List<Trace> traces = telemetry.traces();
    assertThat(traces).hasSize(CALLS).allSatisfy(ConcurrencyTest::hasOneModelCall);
    assertThat(telemetry.spans()).hasSize(CALLS * 5 / 2);
  }

  private static void hasOneModelCall(Trace trace) {
    List<SpanData> modelCalls =
        trace.spans().stream()
            .filter(
                span ->
                    "LLM"
                        .equals(
                            span.getAttributes()
                                .get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND)))
            .toList();
    assertThat(modelCalls).hasSize(1);
    assertThat(trace.roots()).hasSize(1);
  }

  private static void inSpan(Runnable code) {
    Span span = telemetry.openTelemetry().getTracer("t").spanBuilder("caller").startSpan();
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
