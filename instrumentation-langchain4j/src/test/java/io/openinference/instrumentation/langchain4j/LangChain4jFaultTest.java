// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application with parts of its own sees what it sees without the instrumentation, whichever
 * part fails in whichever way. Where the application meets the fault itself, it meets the same
 * fault.
 */
class LangChain4jFaultTest extends FaultContract<LangChain4jFaultTest.Way> {

  /** The failing places of the application's parts and of their results. */
  enum Place {
    PROVIDER,
    PARAMETERS,
    TOKEN_COUNT,
    TOOL_REQUESTS,
    THINKING,
    MODEL,
    HANDLER,
    CONTENTS
  }

  /** How the application calls its parts. */
  enum Way {
    MODEL,
    STREAMING_MODEL,
    RETRIEVER
  }

  LangChain4jFaultTest() {
    super(List.of(Place.values()), List.of(Way.values()));
  }

  @Override
  protected void renew() {
    LibraryGuard.renew(Tracing.GUARD);
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection faults) {
    return application(way, faults, null);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry) {
    return application(way, faults, LangChain4jInstrumentor.create(telemetry.openTelemetry()));
  }

  /** Returns what the application sees. */
  private static List<Object> application(
      Way way, FaultInjection faults, @Nullable LangChain4jInstrumentor instrumentor) {
    List<Object> seen = new ArrayList<>();
    try {
      switch (way) {
        case MODEL -> {
          ChatModel model = new ForeignModel(faults);
          seen.add(
              (instrumentor == null ? model : instrumentor.wrap(model)).chat("How deep is it?"));
        }
        case STREAMING_MODEL -> {
          StreamingChatModel model = new ForeignStreamingModel(faults);
          (instrumentor == null ? model : instrumentor.wrap(model))
              .chat("How deep is it?", new Reader(faults, seen));
        }
        case RETRIEVER -> {
          ContentRetriever retriever = query -> new ForeignContents(faults);
          ContentRetriever used = instrumentor == null ? retriever : instrumentor.wrap(retriever);
          seen.add(used.retrieve(Query.from("fjord")).size());
        }
      }
    } catch (Throwable failure) {
      // The message of a null names the code that met it.
      seen.add(failure instanceof NullPointerException ? "null" : failure.toString());
    }
    return seen;
  }

  private static ChatResponse response(FaultInjection faults) {
    return ChatResponse.builder()
        .aiMessage(new ForeignMessage(faults))
        .tokenUsage(new ForeignUsage(faults))
        .build();
  }

  private record ForeignModel(FaultInjection faults) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return faults.run(Place.MODEL, () -> response(faults));
    }

    @Override
    public ModelProvider provider() {
      return faults.run(Place.PROVIDER, () -> ModelProvider.OTHER);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return faults.run(Place.PARAMETERS, () -> ChatRequestParameters.builder().build());
    }
  }

  private record ForeignStreamingModel(FaultInjection faults) implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse("Very ");
      handler.onPartialResponse("deep.");
      faults.run(Place.MODEL, () -> {});
      handler.onCompleteResponse(response(faults));
    }

    @Override
    public ModelProvider provider() {
      return faults.run(Place.PROVIDER, () -> ModelProvider.OTHER);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return faults.run(Place.PARAMETERS, () -> ChatRequestParameters.builder().build());
    }
  }

  private static final class ForeignMessage extends AiMessage {

    private final FaultInjection faults;

    ForeignMessage(FaultInjection faults) {
      super("Very deep.");
      this.faults = faults;
    }

    @Override
    public List<ToolExecutionRequest> toolExecutionRequests() {
      return faults.run(Place.TOOL_REQUESTS, super::toolExecutionRequests);
    }

    @Override
    public String thinking() {
      return faults.run(Place.THINKING, super::thinking);
    }
  }

  private static final class ForeignUsage extends TokenUsage {

    private final FaultInjection faults;

    ForeignUsage(FaultInjection faults) {
      super(20, 3);
      this.faults = faults;
    }

    @Override
    public Integer inputTokenCount() {
      return faults.run(Place.TOKEN_COUNT, super::inputTokenCount);
    }
  }

  /** Is found, and fails when somebody reads what is found. */
  private static final class ForeignContents extends AbstractList<Content> {

    private final FaultInjection faults;

    ForeignContents(FaultInjection faults) {
      this.faults = faults;
    }

    @Override
    public Content get(int index) {
      return faults.run(Place.CONTENTS, () -> Content.from("1,308 metres"));
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private record Reader(FaultInjection faults, List<Object> seen)
      implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String text) {
      seen.add(text);
      faults.run(Place.HANDLER, () -> {});
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      seen.add(response.aiMessage().text());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(failure.toString());
    }
  }
}
