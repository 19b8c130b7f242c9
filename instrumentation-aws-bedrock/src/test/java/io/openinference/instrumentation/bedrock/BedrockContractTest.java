// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.SseStream;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CallForm;
import io.openinference.testing.contract.InstrumentationContract;
import io.openinference.testing.contract.PartHandler;
import io.openinference.testing.contract.TracedLibrary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What holds of every instrumentation, of Converse and ConverseStream. */
class BedrockContractTest extends InstrumentationContract<BedrockContractTest.Pair> {

  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  BedrockContractTest() {
    super(new TracedBedrock());
  }

  /** The two clients of an application; null for the one that a call does not need. */
  record Pair(BedrockRuntimeClient sync, BedrockRuntimeAsyncClient async) {}

  private static final class TracedBedrock implements TracedLibrary<Pair> {

    @Override
    public Set<CallForm> forms() {
      return EnumSet.of(CallForm.SYNC, CallForm.ASYNC, CallForm.ASYNC_STREAM);
    }

    @Override
    public Pair client(String baseUrl, CallForm form) {
      // To make a client takes longer than a call.
      return form == CallForm.SYNC
          ? new Pair(Clients.sync(baseUrl, 0), null)
          : new Pair(null, Clients.async(baseUrl, 0));
    }

    @Override
    public Pair wrap(Pair client, OpenTelemetry openTelemetry, boolean hidden) {
      BedrockInstrumentor instrumentor =
          BedrockInstrumentor.builder(openTelemetry)
              .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
              .build();
      return client.async == null
          ? new Pair(instrumentor.wrap(client.sync), null)
          : new Pair(null, instrumentor.wrap(client.async));
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return BedrockInstrumentor.instrument(openTelemetry)::uninstrument;
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
          {"output": {"message": {"role": "assistant", "content": [{"text": "%s"}]}},
           "stopReason": "end_turn", "usage": {"inputTokens": 5, "outputTokens": 7, "totalTokens": 12}}
          """
              .formatted(text));
    }

    @Override
    public StreamEncoding encoding() {
      return Frames.ENCODING;
    }

    @Override
    public List<String> firstEvents() {
      return List.of("messageStart {\"role\": \"assistant\"}");
    }

    @Override
    public String partEvent(String text) {
      return "contentBlockDelta {\"delta\": {\"text\": \""
          + text
          + "\"}, \"contentBlockIndex\": 0}";
    }

    @Override
    public List<String> lastEvents() {
      return List.of("messageStop {\"stopReason\": \"end_turn\"}");
    }

    /** A connection that is cut is no failure: the SDK completes the call. */
    @Override
    public void breakStream(SseStream events) {
      events.emit("modelStreamErrorException {\"message\": \"no fjord\"}").end();
    }

    private static Message message(String prompt) {
      return Message.builder().role("user").content(ContentBlock.fromText(prompt)).build();
    }

    private static ConverseRequest request(String prompt) {
      return ConverseRequest.builder().modelId(MODEL).messages(message(prompt)).build();
    }

    private static String text(ConverseResponse response) {
      return response.output().message().content().get(0).text();
    }

    @Override
    public String call(Pair client, String prompt) {
      return text(client.sync.converse(request(prompt)));
    }

    @Override
    public CompletableFuture<String> callAsync(Pair client, String prompt) {
      CompletableFuture<ConverseResponse> answer = client.async.converse(request(prompt));
      CompletableFuture<String> text = answer.thenApply(TracedBedrock::text);
      text.whenComplete(
          (value, failure) -> {
            if (text.isCancelled()) {
              answer.cancel(true);
            }
          });
      return text;
    }

    @Override
    public void stream(Pair client, String prompt, PartHandler handler) {
      ConverseStreamRequest request =
          ConverseStreamRequest.builder().modelId(MODEL).messages(message(prompt)).build();
      client
          .async
          .converseStream(
              request,
              ConverseStreamResponseHandler.builder()
                  .onEventStream(events -> events.subscribe(new Parts(handler)))
                  .build())
          .whenComplete((done, failure) -> handler.onEnd(failure));
    }
  }

  private static final class Parts implements Subscriber<ConverseStreamOutput> {

    private final PartHandler handler;
    private Subscription subscription;

    Parts(PartHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onSubscribe(Subscription started) {
      subscription = started;
      started.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ConverseStreamOutput event) {
      if (event instanceof ContentBlockDeltaEvent delta) {
        handler.onPart(delta.delta().text(), subscription::cancel);
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
