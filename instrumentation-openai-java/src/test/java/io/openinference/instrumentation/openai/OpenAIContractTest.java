// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CallForm;
import io.openinference.testing.contract.InstrumentationContract;
import io.openinference.testing.contract.PartHandler;
import io.openinference.testing.contract.PartStream;
import io.openinference.testing.contract.TracedLibrary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The contract of every instrumentation, for the chat calls of openai-java. */
class OpenAIContractTest extends InstrumentationContract<OpenAIClient> {

  OpenAIContractTest() {
    super(new TracedOpenAI());
  }

  private static final class TracedOpenAI implements TracedLibrary<OpenAIClient> {

    @Override
    public Set<CallForm> forms() {
      return EnumSet.allOf(CallForm.class);
    }

    @Override
    public OpenAIClient client(String baseUrl, CallForm form) {
      return OpenAIOkHttpClient.builder()
          .jsonMapper(Json.MAPPER)
          .apiKey("test-key")
          .baseUrl(baseUrl)
          .maxRetries(0)
          .build();
    }

    @Override
    public OpenAIClient wrap(OpenAIClient client, OpenTelemetry openTelemetry, boolean hidden) {
      return OpenAIInstrumentor.builder(openTelemetry)
          .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
          .build()
          .wrap(client);
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return OpenAIInstrumentor.instrument(openTelemetry)::uninstrument;
    }

    @Override
    public Scope suppressTracing() {
      return OpenInference.suppressTracing();
    }

    @Override
    public Scope usingSession(String id) {
      return OpenInference.usingSession(id);
    }

    @Override
    public StubResponse answer(String text) {
      return StubResponse.json(
          """
          {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "gpt-4o",
           "choices": [{"index": 0, "finish_reason": "stop",
                        "message": {"role": "assistant", "content": "%s"}}]}
          """
              .formatted(text));
    }

    @Override
    public String partEvent(String text) {
      return chunk("{\"content\": \"" + text + "\"}", "null");
    }

    @Override
    public List<String> lastEvents() {
      return List.of(chunk("{}", "\"stop\""), "[DONE]");
    }

    private static String chunk(String delta, String finishReason) {
      return """
      {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "gpt-4o", \
      "choices": [{"index": 0, "delta": %s, "finish_reason": %s}]}"""
          .formatted(delta, finishReason);
    }

    private static ChatCompletionCreateParams request(String prompt) {
      return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(prompt).build();
    }

    @Override
    public String call(OpenAIClient client, String prompt) {
      return text(client.chat().completions().create(request(prompt)));
    }

    @Override
    public CompletableFuture<String> callAsync(OpenAIClient client, String prompt) {
      CompletableFuture<ChatCompletion> answer =
          client.async().chat().completions().create(request(prompt));
      CompletableFuture<String> text = answer.thenApply(TracedOpenAI::text);
      text.whenComplete(
          (value, failure) -> {
            if (text.isCancelled()) {
              answer.cancel(true);
            }
          });
      return text;
    }

    private static String text(ChatCompletion answer) {
      return answer.choices().get(0).message().content().orElseThrow();
    }

    @Override
    public PartStream stream(OpenAIClient client, String prompt) {
      StreamResponse<ChatCompletionChunk> stream =
          client.chat().completions().createStreaming(request(prompt));
      return new PartStream() {
        @Override
        public Iterator<String> parts() {
          return stream.stream().map(TracedOpenAI::part).filter(text -> !text.isEmpty()).iterator();
        }

        @Override
        public void close() {
          stream.close();
        }
      };
    }

    @Override
    public void stream(OpenAIClient client, String prompt, PartHandler handler) {
      AsyncStreamResponse<ChatCompletionChunk> stream =
          client.async().chat().completions().createStreaming(request(prompt));
      stream.subscribe(
          new AsyncStreamResponse.Handler<>() {
            @Override
            public void onNext(ChatCompletionChunk chunk) {
              String text = part(chunk);
              if (!text.isEmpty()) {
                handler.onPart(text, stream::close);
              }
            }

            @Override
            public void onComplete(Optional<Throwable> failure) {
              handler.onEnd(failure.orElse(null));
            }
          });
    }

    private static String part(ChatCompletionChunk chunk) {
      return chunk.choices().isEmpty() ? "" : chunk.choices().get(0).delta().content().orElse("");
    }
  }
}
