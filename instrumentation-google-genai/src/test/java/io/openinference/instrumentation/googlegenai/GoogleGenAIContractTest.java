// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CallForm;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.InstrumentationContract;
import io.openinference.testing.contract.PartHandler;
import io.openinference.testing.contract.PartStream;
import io.openinference.testing.contract.TracedLibrary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/** What holds of every instrumentation, of the calls of google-genai that generate content. */
class GoogleGenAIContractTest extends InstrumentationContract<TestClient> {

  private static final String MODEL = "gemini-2.5-flash";
  private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

  GoogleGenAIContractTest() {
    super(new TracedGoogleGenAI());
  }

  private static final class TracedGoogleGenAI implements TracedLibrary<TestClient> {

    @Override
    public Set<CallForm> forms() {
      // Before release 2 a stream reads an event ahead: an application gets the first one only when
      // the second has arrived. StreamTest tests such streams.
      return System.getProperty("google-genai.release-under-test", "").startsWith("1.")
          ? EnumSet.of(CallForm.SYNC, CallForm.ASYNC)
          : EnumSet.allOf(CallForm.class);
    }

    @Override
    public TestClient client(String baseUrl, CallForm form) {
      return TestClient.of(baseUrl);
    }

    @Override
    public TestClient wrap(TestClient client, OpenTelemetry openTelemetry, boolean hidden) {
      return client.wrap(
          GoogleGenAIInstrumentor.builder(openTelemetry)
              .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
              .build());
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return GoogleGenAIInstrumentor.instrument(openTelemetry)::uninstrument;
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
      return StubResponse.json(partEvent(text));
    }

    @Override
    public String partEvent(String text) {
      return """
      {"candidates": [{"content": {"role": "model", "parts": [{"text": "%s"}]}}], \
      "modelVersion": "gemini-2.5-flash"}"""
          .formatted(text);
    }

    @Override
    public List<String> lastEvents() {
      return List.of(
          """
          {"candidates": [{"content": {"role": "model"}, "finishReason": "STOP"}], \
          "usageMetadata": {"promptTokenCount": 5, "totalTokenCount": 9}}""");
    }

    @Override
    public String call(TestClient client, String prompt) {
      return text(client.gemini().models.generateContent(MODEL, prompt, NO_CONFIG));
    }

    @Override
    public CompletableFuture<String> callAsync(TestClient client, String prompt) {
      CompletableFuture<GenerateContentResponse> answer =
          client.gemini().async.models.generateContent(MODEL, prompt, NO_CONFIG);
      CompletableFuture<String> text = answer.thenApply(TracedGoogleGenAI::text);
      text.whenComplete(
          (value, failure) -> {
            if (text.isCancelled()) {
              answer.cancel(true);
            }
          });
      return text;
    }

    /** A wrapped client completes futures that the library has made. */
    @Override
    public boolean passesContextToCallbacks(Door door) {
      return door != Door.WRAP;
    }

    private static String text(GenerateContentResponse answer) {
      String text = answer.text();
      return text == null ? "" : text;
    }

    @Override
    public PartStream stream(TestClient client, String prompt) {
      Client made = client.gemini();
      ResponseStream<GenerateContentResponse> stream =
          made.models.generateContentStream(MODEL, prompt, NO_CONFIG);
      return new PartStream() {
        @Override
        public Iterator<String> parts() {
          return StreamSupport.stream(stream.spliterator(), false)
              .map(TracedGoogleGenAI::text)
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
    public void stream(TestClient client, String prompt, PartHandler handler) {
      Client made = client.gemini();
      made.async
          .models
          .generateContentStream(MODEL, prompt, NO_CONFIG)
          .whenComplete(
              (stream, failure) -> {
                if (failure != null) {
                  handler.onEnd(failure);
                } else {
                  drain(stream, handler);
                }
              });
    }

    private static void drain(ResponseStream<GenerateContentResponse> stream, PartHandler handler) {
      try (stream) {
        for (GenerateContentResponse chunk : stream) {
          String text = text(chunk);
          if (!text.isEmpty()) {
            handler.onPart(text, stream::close);
          }
        }
        handler.onEnd(null);
      } catch (RuntimeException failure) {
        handler.onEnd(failure);
      }
    }
  }
}
