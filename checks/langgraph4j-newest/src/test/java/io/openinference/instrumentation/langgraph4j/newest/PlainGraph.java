// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j.newest;

import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import java.util.Map;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;

/** A program without tracing. */
public final class PlainGraph {

  /** Runs a graph with two nodes. */
  public static void main(String[] arguments) throws Exception {
    new StateGraph<>(AgentState::new)
        .addNode("plan", node_async(state -> Map.of("plan", "look")))
        .addNode("look", node_async(state -> Map.of("depth", 1308)))
        .addEdge(START, "plan")
        .addEdge("plan", "look")
        .addEdge("look", END)
        .compile()
        .invoke(Map.of())
        .orElseThrow();
  }

  private PlainGraph() {}
}
