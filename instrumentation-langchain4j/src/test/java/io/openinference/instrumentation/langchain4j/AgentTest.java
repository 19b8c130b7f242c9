// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.agent.ErrorRecoveryResult;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.scope.AgenticScopeAccess;
import dev.langchain4j.agentic.supervisor.SupervisorAgent;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.langchain4j.StoryAgents.Critic;
import io.openinference.instrumentation.langchain4j.StoryAgents.Editor;
import io.openinference.instrumentation.langchain4j.StoryAgents.Writer;
import io.openinference.semconv.OutputAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.testing.Garbage;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Systems of agents, whose services are traced through one of the doors. */
class AgentTest extends ApplicationTest {

  /** Writes while it is being read. */
  public interface StreamingWriter {
    @UserMessage("Write about {{topic}}")
    @Agent(description = "writes a story", outputKey = "story")
    TokenStream write(@V("topic") String topic);
  }

  /** Looks things up. */
  public interface Researcher {
    @UserMessage("{{question}}")
    @Agent(description = "finds facts", outputKey = "facts")
    String findFacts(@V("question") String question);
  }

  /** A system with a memory id. */
  public interface ResearchSystem extends AgenticScopeAccess {
    @Agent
    String research(@MemoryId String chat, @V("question") String question);
  }

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private AgentListener listener;

  @AfterEach
  void stop() {
    executor.shutdown();
    if (listener instanceof TracingAgentListener ours) {
      assertThat(ours.callCount()).isZero();
    }
  }

  private <T> T agent(Class<T> type) {
    return AgenticServices.agentBuilder(type)
        .chatModel(TracedParts.traced(door, rawModel(), instrumentor))
        .build();
  }

  @EachDoor
  void runsASequenceWithAParallelPart(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    server.handler(request -> Reply.text("A story.").to(request));
    UntypedAgent review =
        AgenticServices.parallelBuilder()
            .subAgents(agent(Editor.class), agent(Critic.class))
            .executor(executor)
            .build();
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class), review)
            .outputKey("judgement")
            .listener(listener)
            .build();

    assertThat(system.invoke(Map.of("topic", "eels"))).isEqualTo("A story.");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            tree(
                door,
                """
                AGENT %s
                  AGENT %s
                    AGENT edit
                      CHAIN Editor.edit
                        LLM OpenAiChatModel
                    AGENT judge
                      CHAIN Critic.judge
                        LLM OpenAiChatModel
                  AGENT write
                    CHAIN Writer.write
                      LLM OpenAiChatModel
                """
                    .formatted(names(system), names(review))))
        .span("write")
        .hasAttribute("agent.name", "write")
        .hasAttribute("graph.node.name", "write")
        .hasAttribute("output.value", "A story.")
        .hasJsonAttribute("input.value", "{\"topic\": \"eels\"}");
    assertThat(telemetry.trace().span("write").getAttributes().asMap())
        .anySatisfy((key, value) -> assertThat(key.getKey()).isEqualTo("graph.node.parent_id"));
  }

  @EachDoor
  void givesAnAgentItsPartsAndItsSession(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    replies(
        Reply.toolCall("call_1", "getTime", "{\"city\": \"Oslo\"}"),
        Reply.text("It is noon in Oslo."));
    ResearchSystem system =
        AgenticServices.sequenceBuilder(ResearchSystem.class)
            .subAgents(
                AgenticServices.agentBuilder(Researcher.class)
                    .chatModel(model())
                    .contentRetriever(retriever("Oslo is a city", "apples are red"))
                    .tools(
                        TracedParts.toolExecutors(
                            door, instrumentor, new WeatherTools(telemetry.openTelemetry())))
                    .build())
            .outputKey("facts")
            .listener(listener)
            .build();

    assertThat(system.research("chat-9", "Time in Oslo?")).isEqualTo("It is noon in Oslo.");
    ((AgenticScopeAccess) system).evictAgenticScope("chat-9");

    assertThat(telemetry.trace())
        .hasTree(
            tree(
                door,
                """
                AGENT research
                  AGENT findFacts
                    AGENT Researcher.findFacts
                      RETRIEVER EmbeddingStoreContentRetriever
                        EMBEDDING CreateEmbeddings
                      LLM OpenAiChatModel
                      TOOL getTime
                      LLM OpenAiChatModel
                """));
    assertThat(telemetry.spans())
        .extracting(span -> span.getAttributes().get(SessionAttributes.SESSION_ID))
        .containsOnly("chat-9");
  }

  /** Runs a system of its own. */
  static final class DelegatingTools {
    private final SupervisorAgent supervisor;

    DelegatingTools(SupervisorAgent supervisor) {
      this.supervisor = supervisor;
    }

    @Tool("Delegates")
    String delegate() {
      return supervisor.invoke("Time in Oslo?");
    }
  }

  @EachDoor
  void nestsASystemThatAToolOfAnAgentRuns(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    Reply done = Reply.text("{\"agentName\": \"done\", \"arguments\": {\"response\": \"Done.\"}}");
    replies(Reply.toolCall("call_1", "delegate", "{}"), done, Reply.text("Noon."), done);
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(
                AgenticServices.agentBuilder(Researcher.class)
                    .chatModel(model())
                    .tools(
                        TracedParts.toolExecutors(
                            door, instrumentor, new DelegatingTools(supervisor())))
                    .build())
            .outputKey("facts")
            .listener(listener)
            .build();

    system.invoke(Map.of("question", "Time in Oslo?"));
    supervisor().invoke("Write about eels");

    assertThat(telemetry.traces().get(0))
        .hasTree(
            tree(
                door,
                """
                AGENT %s
                  AGENT findFacts
                    AGENT Researcher.findFacts
                      LLM OpenAiChatModel
                      TOOL delegate
                        AGENT invoke
                          CHAIN PlannerAgent.plan
                            LLM OpenAiChatModel
                      LLM OpenAiChatModel
                """
                    .formatted(names(system))));
    assertThat(telemetry.traces().get(1))
        .hasTree(
            tree(
                door,
                """
                AGENT invoke
                  CHAIN PlannerAgent.plan
                    LLM OpenAiChatModel
                """));
  }

  private SupervisorAgent supervisor() {
    return AgenticServices.supervisorBuilder()
        .chatModel(TracedParts.traced(door, rawModel(), instrumentor))
        .subAgents(agent(Writer.class))
        .listener(listener)
        .build();
  }

  /** Where parts are wrapped, the services that LangChain4j makes of agents have no spans. */
  private static String tree(Door door, String withServices) {
    if (door != Door.WRAP) {
      return withServices;
    }
    StringBuilder tree = new StringBuilder();
    Deque<Integer> services = new ArrayDeque<>();
    for (String line : withServices.lines().toList()) {
      int indent = line.length() - line.stripLeading().length();
      while (!services.isEmpty() && indent <= services.peek()) {
        services.pop();
      }
      if (line.matches("\\s*(AGENT|CHAIN) \\w+\\.\\w+( !)?")) {
        services.push(indent);
      } else {
        tree.append(line.substring(2 * services.size())).append('\n');
      }
    }
    return tree.toString();
  }

  /** The names that the release under test gives to agents without one. */
  private static String names(UntypedAgent agent) {
    return ((dev.langchain4j.agentic.planner.AgentInstance) agent).name();
  }

  @EachDoor
  void showsAnAgentThatFails(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    server.handler(request -> StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class), agent(Editor.class))
            .listener(listener)
            .build();

    assertThatThrownBy(() -> system.invoke(Map.of("topic", "eels"))).isNotNull();

    assertThat(telemetry.trace())
        .hasTree(
            tree(
                door,
                """
                AGENT %s !
                  AGENT write !
                    CHAIN Writer.write !
                      LLM OpenAiChatModel !
                """
                    .formatted(names(system))));
  }

  @EachDoor
  void putsWhatASupervisorAsksBelowIt(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    replies(
        Reply.text("{\"agentName\": \"write\", \"arguments\": {\"topic\": \"eels\"}}"),
        Reply.text("A story."),
        Reply.text("{\"agentName\": \"done\", \"arguments\": {\"response\": \"Done.\"}}"));
    supervisor().invoke("Write about eels");

    assertThat(telemetry.trace())
        .hasTree(
            tree(
                door,
                """
                AGENT invoke
                  CHAIN PlannerAgent.plan
                    LLM OpenAiChatModel
                  AGENT write
                    CHAIN Writer.write
                      LLM OpenAiChatModel
                  CHAIN PlannerAgent.plan
                    LLM OpenAiChatModel
                """));
    telemetry.clear();
    replies(Reply.text("Hello!"));
    TracedParts.traced(door, rawModel(), instrumentor).chat("Hi");
    assertThat(telemetry.trace()).hasTree("LLM OpenAiChatModel");
  }

  /** To write the stream itself as JSON would be to write the service, its model and their keys. */
  @EachDoor
  void leavesTheStreamOfAnAgentAlone(Door door) {
    open(door);
    listener = TracedParts.agentListener(door, instrumentor);
    server.handler(request -> Reply.text("A story.").to(request));
    StreamingWriter writer =
        AgenticServices.agentBuilder(StreamingWriter.class)
            .streamingChatModel(TracedParts.traced(door, rawStreamingModel(), instrumentor))
            .build();
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(writer, agent(Editor.class))
            .outputKey("edited")
            .listener(listener)
            .build();

    assertThat(system.invoke(Map.of("topic", "eels"))).isEqualTo("A story.");

    assertThat(telemetry.trace().span("write").getAttributes().asMap())
        .noneSatisfy((key, value) -> assertThat(key.getKey()).startsWith("output."));
    // The agent ends when it has handed out its stream, and so before the model.
    telemetry.clear();
  }

  @Test
  void hidesTheAnswerOfAnAgent() {
    openWrapping();
    listener =
        LangChain4jInstrumentor.builder(telemetry.openTelemetry())
            .config(TraceConfig.builder().hideOutputText(true).build())
            .build()
            .agentListener();
    replies(Reply.text("A story."));
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class))
            .outputKey("story")
            .listener(listener)
            .build();

    assertThat(system.invoke(Map.of("topic", "eels"))).isEqualTo("A story.");

    assertThat(telemetry.trace().span("write").getAttributes().asMap())
        .containsEntry(OutputAttributes.OUTPUT_VALUE, TraceConfig.REDACTED_VALUE);
  }

  @Test
  void anAgentThatFailsUnheardOfIsNoParentOfTheNext() {
    openWrapping();
    listener = TracedParts.agentListener(door, instrumentor);
    server.handler(request -> StubResponse.json(500, "{\"error\": {\"message\": \"overloaded\"}}"));
    failUnheardOf();
    telemetry.clear();
    replies(Reply.text("A story."));
    UntypedAgent system =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class))
            .outputKey("story")
            .listener(listener)
            .build();

    system.invoke(Map.of("topic", "eels"));

    // The agent that failed ends with the garbage.
    Garbage.collectUntil(() -> rootSpans() >= 2);
    assertThat(((TracingAgentListener) listener).callCount()).isZero();
  }

  private long rootSpans() {
    return telemetry.spans().stream()
        .filter(span -> !span.getParentSpanContext().isValid())
        .count();
  }

  /** In a method of its own, after which nothing holds the run. */
  private void failUnheardOf() {
    UntypedAgent failing =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class))
            .errorHandler(context -> ErrorRecoveryResult.throwException())
            .listener(listener)
            .build();
    assertThatThrownBy(() -> failing.invoke(Map.of("topic", "eels"))).isNotNull();
  }
}
