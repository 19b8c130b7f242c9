// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StreamEncoding;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CallForm;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.InstrumentationContract;
import io.openinference.testing.contract.PartHandler;
import io.openinference.testing.contract.TracedLibrary;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingManager;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** What holds of every instrumentation, of the chat models of Spring AI. */
class SpringAIContractTest extends InstrumentationContract<SpringAIContractTest.Model> {

  SpringAIContractTest() {
    super(new TracedModels());
  }

  /** A model of an application, and its registry. */
  record Model(ChatModel model, ObservationRegistry registry) {}

  private static final class TracedModels implements TracedLibrary<Model> {

    @Override
    public Set<CallForm> forms() {
      return EnumSet.of(CallForm.SYNC, CallForm.ASYNC_STREAM);
    }

    @Override
    public Model client(String baseUrl, CallForm form) {
      ObservationRegistry registry = ObservationRegistry.create();
      // A registry without a handler makes no observations.
      registry.observationConfig().observationHandler(context -> true);
      ToolCallingManager tools = ToolCallingManager.builder().observationRegistry(registry).build();
      return new Model(Models.chat(baseUrl, registry, tools, 1), registry);
    }

    @Override
    public Model wrap(Model model, OpenTelemetry openTelemetry, boolean hidden) {
      SpringAIInstrumentor instrumentor =
          SpringAIInstrumentor.builder(openTelemetry)
              .config(TraceConfig.builder().hideInputs(hidden).hideOutputs(hidden).build())
              .build();
      model.registry().observationConfig().observationHandler(instrumentor.observationHandler());
      return new Model(instrumentor.wrap(ChatModel.class, model.model()), model.registry());
    }

    @Override
    public Runnable instrument(OpenTelemetry openTelemetry) {
      return SpringAIInstrumentor.instrument(openTelemetry)::uninstrument;
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
      return Replies.text(text);
    }

    /** Sends an empty part after each part, because Spring AI 1 waits for a next one. */
    @Override
    public StreamEncoding encoding() {
      return new StreamEncoding() {
        @Override
        public String contentType() {
          return SERVER_SENT_EVENTS.contentType();
        }

        @Override
        public byte[] encode(String event) {
          byte[] part = SERVER_SENT_EVENTS.encode(event);
          if (!event.contains("\"role\"")) {
            return part;
          }
          byte[] empty = SERVER_SENT_EVENTS.encode(Replies.chunk("{}", null));
          byte[] both = Arrays.copyOf(part, part.length + empty.length);
          System.arraycopy(empty, 0, both, part.length, empty.length);
          return both;
        }
      };
    }

    @Override
    public String partEvent(String text) {
      return Replies.chunk("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", null);
    }

    @Override
    public List<String> lastEvents() {
      return List.of(Replies.chunk("{}", "stop"), Replies.usage(20, 9), "[DONE]");
    }

    @Override
    public String call(Model model, String prompt) {
      return model.model().call(new Prompt(prompt)).getResult().getOutput().getText();
    }

    @Override
    public boolean passesContextToCallbacks(Door door) {
      return false; // Reactor carries a context of its own.
    }

    @Override
    public void stream(Model model, String prompt, PartHandler handler) {
      Disposable.Swap subscription = Disposables.swap();
      subscription.update(
          model.model().stream(new Prompt(prompt))
              .subscribe(
                  part -> {
                    String text =
                        part.getResult() == null ? "" : part.getResult().getOutput().getText();
                    if (text != null && !text.isEmpty()) {
                      handler.onPart(text, subscription::dispose);
                    }
                  },
                  handler::onEnd,
                  () -> handler.onEnd(null)));
    }
  }
}
