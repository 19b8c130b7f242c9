// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private LangGraph4jInstrumentor on;

  private void instrument() {
    on = LangGraph4jInstrumentor.instrument(telemetry.openTelemetry());
    assertThat(on.isOn()).isTrue();
  }

  @AfterEach
  void uninstrument() {
    if (on != null) {
      on.uninstrument();
    }
  }

  private StateGraph<AgentState> graph() throws GraphStateException {
    AsyncNodeAction<AgentState> look =
        state ->
            CompletableFuture.supplyAsync(
                Context.current()
                    .wrapSupplier(
                        () -> {
                          tracer.chain("in look").run(() -> {});
                          return Map.of("depth", 1308);
                        }));
    return new StateGraph<>(AgentState::new)
        .addNode(
            "plan",
            node_async(
                state -> {
                  tracer.chain("in plan").run(() -> {});
                  return Map.of("plan", "look");
                }))
        .addNode("look", look)
        .addEdge(START, "plan")
        .addEdge("plan", "look")
        .addEdge("look", END);
  }

  private static CompileConfig named(String name) {
    return CompileConfig.builder().graphId(name).build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunIsAnAgentWithAStepForEachNode(boolean alsoWrapped) throws Exception {
    instrument();
    StateGraph<AgentState> graph = graph();
    if (alsoWrapped) {
      LangGraph4jInstrumentor.create(telemetry.openTelemetry()).wrap(graph);
    }

    AgentState last =
        graph
            .compile(named("fjords"))
            .invoke(
                Map.of("question", "How deep?"),
                RunnableConfig.builder().threadId("chat-1").build())
            .orElseThrow();

    assertThat(last.data()).containsEntry("depth", 1308);
    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT fjords
              CHAIN plan
                CHAIN in plan
              CHAIN look
                CHAIN in look
            """);
    assertThat(telemetry.trace().span("fjords"))
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("input.value", "{\"question\": \"How deep?\"}")
        .hasJsonAttribute(
            "output.value", "{\"question\": \"How deep?\", \"plan\": \"look\", \"depth\": 1308}")
        .hasAttribute("agent.name", "fjords")
        .hasAttribute("session.id", "chat-1");
    assertThat(telemetry.trace().span("look"))
        .hasExactlyAttributesExcept(
            Map.of(
                "openinference.span.kind", "CHAIN",
                "graph.node.id", "look",
                "graph.node.parent_id", "plan",
                "session.id", "chat-1",
                "input.mime_type", "application/json",
                "output.value", "{\"depth\":1308}",
                "output.mime_type", "application/json"),
            "input.value");
    assertThat(telemetry.trace().span("look"))
        .hasJsonAttribute("input.value", "{\"question\": \"How deep?\", \"plan\": \"look\"}");
    assertThat(telemetry.trace().span("plan")).hasAttribute("graph.node.parent_id", "__START__");
    assertThat(telemetry.trace().span("in plan")).hasAttribute("session.id", "chat-1");
  }

  @Test
  void aWrappedGraphHasItsNodes() throws Exception {
    StateGraph<AgentState> graph =
        LangGraph4jInstrumentor.create(telemetry.openTelemetry()).wrap(graph());

    tracer.agent("guide").run(() -> graph.compile().invoke(Map.of("question", "How deep?")));

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT guide
              CHAIN plan
                CHAIN in plan
              CHAIN look
                CHAIN in look
            """);
  }

  @Test
  void aNodeThatThrowsIsAnError() throws Exception {
    instrument();
    StateGraph<AgentState> graph =
        new StateGraph<>(AgentState::new)
            .addNode(
                "plan",
                node_async(
                    state -> {
                      throw new IllegalStateException("no boat");
                    }))
            .addEdge(START, "plan")
            .addEdge("plan", END);

    assertThatThrownBy(() -> graph.compile().invoke(Map.of())).isInstanceOf(Exception.class);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT LangGraph !
              CHAIN plan !
            """);
    assertThat(telemetry.trace().span("plan")).hasException(IllegalStateException.class);
  }

  @Test
  void parallelBranchesAreInTheTrace() throws Exception {
    instrument();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      StateGraph<AgentState> graph =
          new StateGraph<>(AgentState::new)
              .addNode("plan", node_async(state -> Map.of()))
              .addNode("north", node_async(state -> branch("north")))
              .addNode("south", node_async(state -> branch("south")))
              .addNode("end", node_async(state -> Map.of()))
              .addEdge(START, "plan")
              .addEdge("plan", "north")
              .addEdge("plan", "south")
              .addEdge("north", "end")
              .addEdge("south", "end")
              .addEdge("end", END);

      graph
          .compile()
          .invoke(
              Map.of(), RunnableConfig.builder().addParallelNodeExecutor("plan", executor).build());

      assertThat(telemetry.trace())
          .hasTreeWithSortedSiblings(
              """
              AGENT LangGraph
                CHAIN __PARALLEL__(plan)
                  CHAIN in north
                  CHAIN in south
                CHAIN end
                CHAIN plan
              """);
    } finally {
      executor.shutdown();
    }
  }

  private Map<String, Object> branch(String name) {
    tracer.chain("in " + name).run(() -> {});
    return Map.of(name, "seen");
  }

  @Test
  void aSubgraphIsAnAgentBelow() throws Exception {
    instrument();
    StateGraph<AgentState> outer =
        new StateGraph<>(AgentState::new)
            .addNode("sub", graph().compile(named("inner")))
            .addEdge(START, "sub")
            .addEdge("sub", END);

    outer.compile(named("outer")).invoke(Map.of("question", "How deep?"));

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT outer
              CHAIN sub
              AGENT inner
                CHAIN plan
                  CHAIN in plan
                CHAIN look
                  CHAIN in look
            """);
  }

  @Test
  void anAbandonedRunEnds() throws Exception {
    instrument();
    readFirst(graph());

    Garbage.collectUntil(
        () -> telemetry.spans().stream().anyMatch(span -> span.getName().equals("LangGraph")));

    assertThat(telemetry.trace().span("LangGraph"))
        .hasJsonAttribute("input.value", "{\"question\": \"How deep?\"}");
  }

  private static void readFirst(StateGraph<AgentState> graph) throws GraphStateException {
    Iterator<NodeOutput<AgentState>> outputs =
        graph.compile().stream(Map.of("question", "How deep?")).iterator();
    assertThat(outputs.hasNext()).isTrue();
    assertThat(outputs.next().node()).isEqualTo(START);
  }

  @Test
  void hiddenStatesStayInside() throws Exception {
    StateGraph<AgentState> graph =
        LangGraph4jInstrumentor.builder(telemetry.openTelemetry())
            .config(TraceConfig.builder().hideInputText(true).build())
            .build()
            .wrap(graph());

    graph.compile().invoke(Map.of("question", "secret-1"));

    // Not the whole span, because ids and times may have any digits.
    assertThat(telemetry.spans())
        .isNotEmpty()
        .extracting(span -> span.getAttributes() + " " + span.getStatus())
        .noneMatch(text -> text.contains("secret-1") || text.contains("1308"));
  }
}
