// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StreamEncoding;
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

/** What holds of every instrumentation, of the messages of anthropic-java. */
class AnthropicContractTest extends InstrumentationContract<AnthropicClient> {

  AnthropicContractTest() {
    super(new TracedAnthropic());
  }

  /** The library reads the name of an event, which the data repeats. */
  private static final class NamedEvents implements StreamEncoding {

    @Override
    public String contentType() {
      return SERVER_SENT_EVENTS.contentType();
    }

    @Override
    public byte[] encode(String event) {
      String name = Json.tree(event).path("type").asText();
      return ("event: " + name + "\ndata: " + event + "\n\n").getBytes(UTF_8);
    }
  }

  private static final class TracedAnthropic implements TracedLibrary<AnthropicClient> {

    @Override
    public Set<CallForm> forms() {
      return EnumSet.allOf(CallForm.class);
    }

    @Override
    public AnthropicClient client(String baseUrl, CallForm form) {
      return Clients.builder(baseUrl).maxRetries(0).build();
    }

    @Override
    public AnthropicClient wrap(
        AnthropicClient client, OpenTelemetry openTelemetry, boolean hidden) {
      return AnthropicInstrumentor.builder(openTelemetry)
          .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
          .build()
          .wrap(client);
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return AnthropicInstrumentor.instrument(openTelemetry)::uninstrument;
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
          message("[{\"type\":\"text\",\"text\":\"%s\"}]".formatted(text), "\"end_turn\""));
    }

    private static String message(String content, String stopReason) {
      return """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":%s,\
      "stop_reason":%s,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":12}}"""
          .formatted(content, stopReason);
    }

    @Override
    public StreamEncoding encoding() {
      return new NamedEvents();
    }

    @Override
    public List<String> firstEvents() {
      return List.of(
          "{\"type\":\"message_start\",\"message\":" + message("[]", "null") + "}",
          """
          {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
    }

    @Override
    public String partEvent(String text) {
      return """
      {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}"""
          .formatted(text);
    }

    @Override
    public List<String> lastEvents() {
      return List.of(
          "{\"type\":\"content_block_stop\",\"index\":0}",
          """
          {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
          "usage":{"output_tokens":12}}""",
          "{\"type\":\"message_stop\"}");
    }

    private static MessageCreateParams request(String prompt) {
      return MessageCreateParams.builder()
          .model("claude-sonnet-4-5")
          .maxTokens(64)
          .addUserMessage(prompt)
          .build();
    }

    @Override
    public String call(AnthropicClient client, String prompt) {
      return text(client.messages().create(request(prompt)));
    }

    @Override
    public CompletableFuture<String> callAsync(AnthropicClient client, String prompt) {
      CompletableFuture<Message> answer = client.async().messages().create(request(prompt));
      CompletableFuture<String> text = answer.thenApply(TracedAnthropic::text);
      text.whenComplete(
          (value, failure) -> {
            if (text.isCancelled()) {
              answer.cancel(true);
            }
          });
      return text;
    }

    private static String text(Message answer) {
      return answer.content().get(0).asText().text();
    }

    @Override
    public PartStream stream(AnthropicClient client, String prompt) {
      StreamResponse<RawMessageStreamEvent> stream =
          client.messages().createStreaming(request(prompt));
      return new PartStream() {
        @Override
        public Iterator<String> parts() {
          return stream.stream()
              .map(TracedAnthropic::part)
              .filter(text -> !text.isEmpty())
              .iterator();
        }

        @Override
        public void close() {
          stream.close();
        }
      };
    }

    @Override
    public void stream(AnthropicClient client, String prompt, PartHandler handler) {
      AsyncStreamResponse<RawMessageStreamEvent> stream =
          client.async().messages().createStreaming(request(prompt));
      stream.subscribe(
          new AsyncStreamResponse.Handler<>() {
            @Override
            public void onNext(RawMessageStreamEvent event) {
              String text = part(event);
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

    private static String part(RawMessageStreamEvent event) {
      return event
          .contentBlockDelta()
          .flatMap(delta -> delta.delta().text())
          .map(delta -> delta.text())
          .orElse("");
    }
  }
}
