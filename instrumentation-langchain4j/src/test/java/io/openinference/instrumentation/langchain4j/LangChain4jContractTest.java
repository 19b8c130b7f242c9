// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CallForm;
import io.openinference.testing.contract.InstrumentationContract;
import io.openinference.testing.contract.PartHandler;
import io.openinference.testing.contract.TracedLibrary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The contract of every instrumentation, for the chat models of LangChain4j. */
class LangChain4jContractTest extends InstrumentationContract<LangChain4jContractTest.Models> {

  LangChain4jContractTest() {
    super(new TracedModels());
  }

  /** The models of an application. */
  record Models(ChatModel model, StreamingChatModel streaming) {}

  private static final class TracedModels implements TracedLibrary<Models> {

    @Override
    public Set<CallForm> forms() {
      return EnumSet.of(CallForm.SYNC, CallForm.ASYNC_STREAM);
    }

    @Override
    public Models client(String baseUrl, CallForm form) {
      return new Models(
          OpenAiChatModel.builder()
              .baseUrl(baseUrl)
              .apiKey("key")
              .modelName("gpt-4o-mini")
              .maxRetries(0)
              .timeout(Duration.ofSeconds(10))
              .build(),
          OpenAiStreamingChatModel.builder()
              .baseUrl(baseUrl)
              .apiKey("key")
              .modelName("gpt-4o-mini")
              .timeout(Duration.ofSeconds(10))
              .build());
    }

    @Override
    public Models wrap(Models models, OpenTelemetry openTelemetry, boolean hidden) {
      LangChain4jInstrumentor instrumentor =
          LangChain4jInstrumentor.builder(openTelemetry)
              .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
              .build();
      return new Models(instrumentor.wrap(models.model()), instrumentor.wrap(models.streaming()));
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return LangChain4jInstrumentor.instrument(openTelemetry)::uninstrument;
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
      return Reply.text(text).whole();
    }

    @Override
    public String partEvent(String text) {
      return Reply.part(text);
    }

    @Override
    public List<String> lastEvents() {
      return Reply.end();
    }

    @Override
    public String call(Models models, String prompt) {
      return models.model().chat(prompt);
    }

    @Override
    public void stream(Models models, String prompt, PartHandler handler) {
      models
          .streaming()
          .chat(
              prompt,
              new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(
                    PartialResponse partial, PartialResponseContext context) {
                  handler.onPart(partial.text(), context.streamingHandle()::cancel);
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                  handler.onEnd(null);
                }

                @Override
                public void onError(Throwable error) {
                  handler.onEnd(error);
                }
              });
    }
  }
}
