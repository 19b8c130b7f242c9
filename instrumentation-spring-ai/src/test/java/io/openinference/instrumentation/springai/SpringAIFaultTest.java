// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * An application whose models, tools and retrievers have objects of their own sees what it sees
 * without the instrumentation, whichever object fails in whichever way.
 */
class SpringAIFaultTest extends FaultContract<SpringAIFaultTest.Way> {

  /** What fails of the application's objects. */
  enum Place {
    PROMPT,
    USAGE,
    ANSWER,
    TOOL_DESCRIPTION,
    TOOL_SCHEMA,
    DOCUMENTS
  }

  /** What the application does. */
  enum Way {
    MODEL,
    TOOL,
    RETRIEVER
  }

  SpringAIFaultTest() {
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
    return application(way, faults, SpringAIInstrumentor.create(telemetry.openTelemetry()));
  }

  /** Returns what the application sees. */
  private static List<Object> application(
      Way way, FaultInjection faults, @Nullable SpringAIInstrumentor instrumentor) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(context -> true);
    if (instrumentor != null) {
      registry.observationConfig().observationHandler(instrumentor.observationHandler());
    }
    try {
      return switch (way) {
        case MODEL -> List.of(model(registry, faults));
        case TOOL -> List.of(tool(registry, faults));
        case RETRIEVER -> List.of(retriever(faults, instrumentor));
      };
    } catch (Throwable failure) {
      return List.of(failure.toString());
    }
  }

  private static String model(ObservationRegistry registry, FaultInjection faults) {
    ChatModelObservationContext context =
        ChatModelObservationContext.builder()
            .prompt(new Prompt(new ForeignQuestion(faults)))
            .provider("openai")
            .build();
    return Observation.createNotStarted("chat", () -> context, registry)
        .observe(
            () -> {
              context.setResponse(
                  new ChatResponse(
                      List.of(new Generation(new ForeignAnswer(faults))),
                      ChatResponseMetadata.builder().usage(new ForeignUsage(faults)).build()));
              return "answered";
            });
  }

  private static String tool(ObservationRegistry registry, FaultInjection faults) {
    ToolCallingObservationContext context =
        ToolCallingObservationContext.builder().toolDefinition(new ForeignTool(faults)).build();
    return Observation.createNotStarted("tool", () -> context, registry)
        .observe(
            () -> {
              context.setToolCallResult("sunny");
              return "ran";
            });
  }

  private static int retriever(FaultInjection faults, @Nullable SpringAIInstrumentor instrumentor) {
    DocumentRetriever retriever = query -> new ForeignDocuments(faults);
    DocumentRetriever used =
        instrumentor == null ? retriever : instrumentor.wrap(DocumentRetriever.class, retriever);
    return used.retrieve(new Query("fjord")).size();
  }

  private static final class ForeignQuestion extends UserMessage {

    private final FaultInjection faults;

    ForeignQuestion(FaultInjection faults) {
      super("How deep?");
      this.faults = faults;
    }

    @Override
    public List<Media> getMedia() {
      return faults.run(Place.PROMPT, super::getMedia);
    }
  }

  private static final class ForeignAnswer extends AssistantMessage {

    private final FaultInjection faults;

    ForeignAnswer(FaultInjection faults) {
      super("Very deep.");
      this.faults = faults;
    }

    @Override
    public List<ToolCall> getToolCalls() {
      return faults.run(Place.ANSWER, super::getToolCalls);
    }
  }

  private record ForeignUsage(FaultInjection faults) implements Usage {

    @Override
    public Integer getPromptTokens() {
      return faults.run(Place.USAGE, () -> 20);
    }

    @Override
    public Integer getCompletionTokens() {
      return 9;
    }

    @Override
    public Object getNativeUsage() {
      return Map.of();
    }
  }

  private record ForeignTool(FaultInjection faults) implements ToolDefinition {

    @Override
    public String name() {
      return "weather";
    }

    @Override
    public String description() {
      return faults.run(Place.TOOL_DESCRIPTION, () -> "Tells the weather.");
    }

    @Override
    public String inputSchema() {
      return faults.run(Place.TOOL_SCHEMA, () -> "{}");
    }
  }

  /** Is found, and fails when somebody reads what is found. */
  private static final class ForeignDocuments extends AbstractList<Document> {

    private final FaultInjection faults;

    ForeignDocuments(FaultInjection faults) {
      this.faults = faults;
    }

    @Override
    public Document get(int index) {
      return faults.run(Place.DOCUMENTS, () -> new Document("1,308 metres"));
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
