// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import io.openinference.testing.OtlpReceiver;
import java.util.List;
import java.util.Map;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with a graph of LangGraph4j. */
class LangGraph4jApplicationTest {

  @Test
  void theRunIsBelowTheRequest() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            BootApplication.start(
                "servlet",
                List.of(Application.class),
                "openinference.endpoint=" + receiver.endpoint(),
                "openinference.batching=false")) {
      assertThat(application.get("/run")).isEqualTo("look");

      assertThat(ReceivedTree.of(receiver.awaitSpans(3)))
          .isEqualTo(
              """
              http get /run
                AGENT LangGraph
                  CHAIN plan
              """);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    Pages pages() throws GraphStateException {
      return new Pages(
          new StateGraph<>(AgentState::new)
              .addNode("plan", node_async(state -> Map.of("plan", "look")))
              .addEdge(START, "plan")
              .addEdge("plan", END)
              .compile());
    }
  }

  @RestController
  static class Pages {

    private final CompiledGraph<AgentState> graph;

    Pages(CompiledGraph<AgentState> graph) {
      this.graph = graph;
    }

    @GetMapping("/run")
    String run() {
      return graph.invoke(Map.of()).flatMap(state -> state.<String>value("plan")).orElseThrow();
    }
  }
}
