// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.cloud.ai.graph.CompileConfig;
import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.StateGraph;
import com.alibaba.cloud.ai.graph.action.AsyncNodeAction;
import com.alibaba.cloud.ai.graph.action.NodeAction;
import com.alibaba.cloud.ai.graph.exception.GraphStateException;
import com.alibaba.cloud.ai.graph.observation.GraphObservationLifecycleListener;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A graph of Spring AI Alibaba with the listener that observes graphs. */
class AlibabaGraphTest extends AbstractSpringAITest {

  private CompiledGraph graph(NodeAction write) throws GraphStateException {
    return new StateGraph()
        .addNode("search", AsyncNodeAction.node_async(state -> Map.of("found", "two trains")))
        .addNode("write", AsyncNodeAction.node_async(write))
        .addEdge(StateGraph.START, "search")
        .addEdge("search", "write")
        .addEdge("write", StateGraph.END)
        .compile(
            CompileConfig.builder()
                .observationRegistry(registry)
                .withLifecycleListener(new GraphObservationLifecycleListener(registry))
                .build());
  }

  @Test
  void aGraphIsAnAgentWithItsNodes() throws GraphStateException {
    server.enqueue(Replies.text("Take the train."));
    CompiledGraph graph =
        graph(state -> Map.of("plan", client().prompt("Plan a trip.").call().content()));

    graph.invoke(Map.of("city", "Oslo"));

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT graph-execution
              CHAIN search
              CHAIN write
                CHAIN ChatClient
                  LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().span("search"))
        .hasAttribute("graph.node.id", "search")
        .hasAttribute("graph.node.name", "search");
    assertThat(telemetry.trace().root().getAttributes().asMap().toString())
        .contains("input.value=city=Oslo")
        .contains("plan=Take the train.");
  }

  @Test
  void aNodeThatThrowsIsAnError() throws GraphStateException {
    CompiledGraph graph =
        graph(
            state -> {
              throw new IllegalStateException("no ink");
            });

    assertThatThrownBy(() -> graph.invoke(Map.of("city", "Oslo"))).hasMessageContaining("no ink");

    assertThat(telemetry.trace().span("write")).hasStatus(StatusCode.ERROR);
    assertThat(telemetry.trace().root()).hasStatus(StatusCode.ERROR);
  }
}
